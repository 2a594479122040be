package org.foldgrad.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code SIMD-bench/bin/bench}: the commands of the suite. */
@Command(name = "bench", mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, CheckCommand.class, EssayCommand.class, ReportCommand.class},
        description = "Times Foldgrad beside hand-written loops, the machine's limits and (with --peers) foreign libraries.")
public final class Bench {
    private Bench() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
