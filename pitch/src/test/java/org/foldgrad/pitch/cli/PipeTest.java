package org.foldgrad.pitch.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.foldgrad.pitch.audio.Synth;
import org.foldgrad.pitch.audio.WavBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The tool between other tools, in a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class PipeTest {
    @TempDir
    Path folder;
    private Path in;
    private Path out;
    private Path err;

    @BeforeEach
    void write() throws IOException {
        in = Files.write(folder.resolve("tone.wav"), new WavBytes().of(new Synth(0.3, t -> 200, t -> 1, f -> f < 1000 ? 1 : 0).render(16000).samples()));
        out = Files.writeString(folder.resolve("out"), "before\n");
        err = folder.resolve("err");
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder tool = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Dfoldgrad.backend=scalar",
            "-cp", System.getProperty("java.class.path"), Foldgrad.class.getName());
        tool.command().addAll(List.of(arguments));
        return tool.directory(folder.toFile()).redirectInput(in.toFile()).redirectOutput(Redirect.appendTo(out.toFile()))
            .redirectError(err.toFile()).start().waitFor();
    }

    @Test
    void readsStandardInputAndAddsTheContourAloneToStandardOutput() throws Exception {
        assertEquals(0, run("track", "-", "-o", "-"));
        List<String> lines = Files.readAllLines(out);
        assertEquals(List.of("before", "time,frequency,confidence,error_cents"), lines.subList(0, 2));
        assertEquals(2 + 61, lines.size());
        assertTrue(Files.readString(err).contains("median 200.0 Hz"));
        assertEquals(3, folder.toFile().list().length, List.of(folder.toFile().list()).toString());
    }
}
