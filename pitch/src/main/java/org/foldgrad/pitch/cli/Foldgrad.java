package org.foldgrad.pitch.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command-line tool: a table of subcommands, one file for each. */
@Command(
    name = "foldgrad",
    description = "Pitch contours by gradient descent on the fold-alignment loss.",
    mixinStandardHelpOptions = true,
    versionProvider = Foldgrad.Version.class,
    subcommands = {EvaluateCommand.class})
public final class Foldgrad implements Runnable {
    @Spec
    private CommandSpec spec;

    Foldgrad() {}

    /**
     * Runs the tool and ends the process with its exit code: 0, or 1 for data it cannot use, or 2 for a wrong command line.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the tool with its output and its messages going to {@code out} and {@code err}; its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Foldgrad()).setOut(out).setErr(err).execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "foldgrad: say what to do");
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
