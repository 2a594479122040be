package org.foldgrad.bench;

import org.foldgrad.autodiff.io.AtomicFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code SIMD-bench/bin/bench}: the commands of the suite. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, CheckCommand.class, EssayCommand.class, ReportCommand.class},
        description = "Times Foldgrad beside hand-written loops, the machine's limits and (with --peers) foreign libraries.")
public final class Bench {
    private Bench() {}

    /** Runs one command and exits with its code: 0, 1 if something failed, 2 if the command line is wrong. */
    public static void main(String[] args) {
        AtomicFile.abandonOnExit();
        System.exit(commands().execute(args));
    }

    static CommandLine commands() {
        return new CommandLine(new Bench()).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("bench " + command.getCommandName() + ": " + (failure.getMessage() == null ? failure : failure.getMessage()));
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }
}
