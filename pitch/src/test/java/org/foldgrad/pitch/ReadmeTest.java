package org.foldgrad.pitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The README's example is {@link Example}, to the letter, and does what it says. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theReadmeShowsTheExample() throws IOException {
        String example = Files.readString(Path.of("src/test/java/org/foldgrad/pitch/Example.java"));
        String shown = example.substring(example.indexOf("class Example"));
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains("```java\n" + shown + "```"), "copy Example.java to README.md");
    }

    @Test
    void theReadmeNamesTheVersion() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String version = pom.substring(pom.indexOf("<version>"), pom.indexOf("</version>"));
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains("  " + version + "</version>\n</dependency>"), version);
    }

    @Test
    void theExampleFindsTheNote() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfoldgrad.backend=scalar",
            "-cp", System.getProperty("java.class.path"), Example.class.getName()).directory(ROOT.toFile()).redirectErrorStream(true).start();
        String[] lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
        assertEquals(0, process.waitFor(), String.join("\n", lines));
        assertTrue(lines[0].startsWith("loss 0.1") && lines[1].startsWith("loss 0.000"), lines[0] + "\n" + lines[1]);
        double[] hertz = Arrays.stream(lines[2].replace("Hz", "").trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
        assertEquals(40, hertz.length);
        assertEquals(220, hertz[2], 0.1);
        assertEquals(220 * Math.pow(2, 45 / 1200.0), Arrays.stream(hertz).max().orElseThrow(), 0.3, "the vibrato's peak, 45 cents up");
    }
}
