package org.foldgrad.pitch.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a run of the tool left.
 *
 * @param exitCode its exit code
 * @param out      what it printed
 * @param err      what it complained of
 */
record Run(int exitCode, String out, String err) {
    /** Runs the tool in this process. */
    static Run of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] line = java.util.Arrays.stream(args).map(Object::toString).toArray(String[]::new);
        int exitCode = Foldgrad.run(new PrintWriter(out), new PrintWriter(err), line);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
