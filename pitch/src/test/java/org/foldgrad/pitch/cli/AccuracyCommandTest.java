package org.foldgrad.pitch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyCommandTest {
    @TempDir
    Path data;

    @Test
    void thePageIsNotWrittenOverTheData() throws IOException {
        Path reference = Files.writeString(Files.createDirectory(data.resolve("public")).resolve("a.csv"), "0,100\n");
        Run run = Run.of("accuracy", data, "-o", reference);
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains("a.csv, which is read"), run.err());
    }
}
