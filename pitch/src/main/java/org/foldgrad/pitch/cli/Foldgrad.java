package org.foldgrad.pitch.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.foldgrad.autodiff.io.AtomicFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command-line tool: a table of subcommands, one file for each. */
@Command(
    name = "foldgrad",
    description = "Pitch contours by gradient descent on the fold-alignment loss.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Foldgrad.Version.class,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:done", "1:data that cannot be used, or output that cannot be written", "2:a wrong command line",
        "130:stopped with Ctrl-C (143: by another signal); what was finished stays, whole"},
    subcommands = {TrackCommand.class, EvaluateCommand.class, DescribeCommand.class, AccuracyCommand.class, SynthCommand.class, StudyCommand.class})
public final class Foldgrad implements Runnable {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where an error came from.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    Foldgrad() {}

    /**
     * Runs the tool and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        AtomicFile.abandonOnExit();
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the tool with its output and its messages going to {@code out} and {@code err}; its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Foldgrad tool = new Foldgrad();
        CommandLine line = new CommandLine(tool)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((e, words) -> tool.fail(e.getCommandLine(), e, 2))
            .setExecutionExceptionHandler((e, command, words) -> tool.fail(command, e, 1));
        int exitCode;
        try {
            exitCode = line.execute(args);
        } catch (OutOfMemoryError e) {
            err.println("foldgrad: the memory does not suffice; FOLDGRAD_JAVA_OPTS=-Xmx8g, for instance, gives it more");
            exitCode = 1;
        }
        if (out.checkError()) { // a writer that prints keeps its failures to itself
            err.println("foldgrad: what it printed could not be written");
            return Math.max(1, exitCode);
        }
        return exitCode;
    }

    /** Says in one sentence what is wrong. */
    private int fail(CommandLine command, Exception e, int exitCode) {
        PrintWriter err = command.getErr();
        err.println("foldgrad: " + stranger(command).orElseGet(() -> Sentence.of(e)));
        if (exitCode == 2) {
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        if (debug) {
            e.printStackTrace(err);
        }
        return exitCode;
    }

    /** What is said of a word of the command line that means nothing there. */
    private static Optional<String> stranger(CommandLine command) {
        return command.getUnmatchedArguments().stream().findFirst().map(word -> {
            if (word.startsWith("-")) {
                return "unknown option " + word + (Files.exists(Path.of(word)) ? "; the file of that name is written ./" + word : "");
            }
            return command.getSubcommands().isEmpty() ? "a word too many: " + word
                : "unknown command " + word + "; there are " + String.join(", ", command.getSubcommands().keySet());
        });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do, for instance: foldgrad track speech.wav");
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Foldgrad.class.getPackage().getImplementationVersion();
            return new String[] {"foldgrad " + (version == null ? "(not packaged)" : version)};
        }
    }
}
