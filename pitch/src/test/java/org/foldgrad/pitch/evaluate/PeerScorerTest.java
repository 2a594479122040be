package org.foldgrad.pitch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.foldgrad.pitch.format.PitchFile;
import org.foldgrad.pitch.track.Contour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores of made-up contours and marks against those of independent scorers in Python, where these are present. */
class PeerScorerTest {
    private static final Path TOOLS = Path.of(System.getProperty("foldgrad.tools", "."));
    private static final int CLIPS = 60;

    @TempDir
    Path folder;

    @Test
    void contourScoresAgree() throws Exception {
        long seed = System.nanoTime();
        makeContours(new Random(seed));
        Path json = folder.resolve("scores.json");
        run("eval.py", folder.resolve("reference"), folder.resolve("estimate"), "--json", json);
        JsonNode expected = new ObjectMapper().readTree(Files.readString(json).replace("NaN", "null"));
        for (Map.Entry<String, Path> clip : Clips.contours(folder.resolve("reference")).entrySet()) {
            var estimate = Clips.contour(folder.resolve("estimate"), clip.getKey(), clip.getValue());
            ContourScore score = ContourScore.of(PitchFile.contour(clip.getValue()),
                estimate.isPresent() ? PitchFile.contour(estimate.get()) : Contour.EMPTY);
            for (Measure<ContourScore> measure : ContourScore.MEASURES) {
                JsonNode value = expected.get(clip.getKey()).get(measure.name());
                assertEquals(value.isNull() ? Double.NaN : value.asDouble(), measure.of(score), 1e-9,
                    measure.name() + " of " + clip.getKey() + ", seed " + seed);
            }
        }
    }

    @Test
    void markScoresAgree() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder reference = new StringBuilder("time\n");
        StringBuilder estimate = new StringBuilder("time\n");
        for (double t = 0.1; t < 3; t += 0.004 + 0.012 * random.nextDouble() + (random.nextInt(20) == 0 ? 0.1 : 0)) {
            reference.append(String.format(Locale.ROOT, "%.6f%n", t));
            for (int copies = random.nextInt(8) == 0 ? random.nextInt(3) : 1; copies > 0; copies--) {
                estimate.append(String.format(Locale.ROOT, "%.6f%n", t + 0.0004 + 0.0005 * random.nextGaussian()));
            }
        }
        write("reference/a.marks.csv", reference);
        write("estimate/a.marks.csv", estimate);
        List<String> lines = run("eval_marks.py", folder.resolve("reference"), folder.resolve("estimate"));
        String[] expected = lines.get(1).strip().split("\\s+");
        MarkScore score = MarkScore.of(PitchFile.marks(folder.resolve("reference/a.marks.csv")), PitchFile.marks(folder.resolve("estimate/a.marks.csv")));
        assertEquals(Integer.parseInt(expected[1]), score.cycles());
        for (int i = 0; i < MarkScore.MEASURES.size(); i++) {
            Measure<MarkScore> measure = MarkScore.MEASURES.get(i);
            assertEquals(expected[i + 2], measure.text(measure.of(score)), measure.name() + ", seed " + seed);
        }
    }

    /** References and estimates with gaps, negative values, NaN, other hops, late starts, early ends; some estimates empty or missing. */
    private void makeContours(Random random) throws IOException {
        for (int clip = 0; clip < CLIPS; clip++) {
            double hop = random.nextInt(3) == 0 ? 0.0029 : 0.005;
            double estimateHop = random.nextBoolean() ? hop : 0.002 + 0.01 * random.nextDouble();
            double start = random.nextInt(3) == 0 ? 0.01 : 0;
            double base = 60 + 500 * random.nextDouble();
            StringBuilder reference = new StringBuilder(random.nextBoolean() ? "time,f0\n" : "");
            StringBuilder estimate = new StringBuilder(random.nextBoolean() ? "time,frequency,confidence\n" : "");
            double length = 0.1 + random.nextDouble();
            for (int k = 0; start + k * hop < length; k++) {
                boolean voiced = Math.sin(20 * (k * hop) + clip) > -0.3 && clip % 11 != 7;
                reference.append(String.format(Locale.ROOT, "%.6f,%.4f%n", start + k * hop, voiced ? f0(base, k * hop) : random.nextInt(9) == 0 ? -base : 0));
            }
            double offset = random.nextInt(3) == 0 ? 0.013 : 0;
            for (int k = 0; offset + k * estimateHop < length * (random.nextInt(4) == 0 ? 0.8 : 1.1); k++) {
                double f = f0(base, offset + k * estimateHop) * Math.pow(2, 0.02 * random.nextGaussian());
                String value = switch (random.nextInt(12)) {
                    case 0 -> "0";
                    case 1 -> "nan";
                    case 2 -> Double.toString(-f);
                    case 3 -> Double.toString(2 * f);
                    default -> Double.toString(f);
                };
                estimate.append(String.format(Locale.ROOT, "%.6f,%s,0.5%n", offset + k * estimateHop, value));
            }
            String name = (clip % 2 == 0 ? "a/" : "") + "clip" + clip + ".csv";
            write("reference/" + name, reference);
            if (clip % 10 == 3) {
                write("estimate/" + name, new StringBuilder());
            } else if (clip % 10 != 5) {
                write("estimate/" + name, estimate);
            }
        }
    }

    private static double f0(double base, double t) {
        return base * Math.pow(2, 0.3 * Math.sin(7 * t));
    }

    private void write(String name, StringBuilder text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> run(String script, Object... arguments) throws Exception {
        Path tool = TOOLS.resolve(script);
        assumeTrue(Files.exists(tool) && hasNumpy(), "no scorer " + tool + " or no python3 with numpy on the path");
        List<String> command = new java.util.ArrayList<>(List.of("python3", tool.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(output);
            } catch (IOException unreadable) {
                return unreadable.toString();
            }
        });
        return Files.readAllLines(output);
    }

    private static boolean hasNumpy() throws InterruptedException {
        try {
            ProcessBuilder check = new ProcessBuilder("python3", "-c", "import numpy").redirectErrorStream(true);
            return check.redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }
}
