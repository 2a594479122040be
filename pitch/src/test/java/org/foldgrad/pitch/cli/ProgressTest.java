package org.foldgrad.pitch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @Test
    void theBarShowsWhatIsDone() throws InterruptedException {
        try (Progress progress = new Progress(3, new PrintStream(terminal), Duration.ZERO)) {
            progress.step();
            while (!terminal.toString().contains("%")) {
                Thread.sleep(1);
            }
            progress.step();
            progress.step();
        }
        assertTrue(terminal.toString().contains("100% ["), terminal.toString());
        assertTrue(terminal.toString().contains("3/3"), terminal.toString());
    }

    @Test
    void nothingIsShownBeforeItsTimeAndPrintsGoThrough() {
        StringWriter out = new StringWriter();
        try (Progress progress = new Progress(1, new PrintStream(terminal), Duration.ofDays(1))) {
            progress.step();
            progress.print(new PrintWriter(out), "done\n");
        }
        assertEquals("", terminal.toString());
        assertEquals("done\n", out.toString());
    }
}
