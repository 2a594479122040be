package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@link DiscreteFold} against the values of an independent implementation; the folder is {@code -Dfoldgrad.golden=DIR}. */
class GoldenFoldTest {
    @TestFactory
    Stream<DynamicTest> equalsTheIndependentImplementation() throws IOException {
        Path folder = Path.of(System.getProperty("foldgrad.golden", "../../shared/golden")).resolve("fold");
        assumeTrue(Files.isDirectory(folder), "no folder " + folder);
        List<String> rows = Files.readAllLines(folder.resolve("expected.csv"));
        assertEquals("name,samples,points,loss,cycles", rows.getFirst());
        assertTrue(rows.size() > 1, "expected.csv has no rows");
        return rows.stream().skip(1).map(row -> row.split(",")).map(row -> DynamicTest.dynamicTest(row[0], () -> {
            double[] audio = Npy.read(folder.resolve(row[0] + ".audio.npy"));
            double[] theta = Npy.read(folder.resolve(row[0] + ".envelope.npy"));
            double expected = Double.parseDouble(row[3]);
            DiscreteFold fold = new DiscreteFold(audio);
            assertEquals(Integer.parseInt(row[1]), audio.length);
            assertEquals(Integer.parseInt(row[2]), theta.length);
            assertEquals(expected, fold.value(theta), expected < 1e-9 ? 1e-9 : 1e-9 * expected);
            assertEquals(Integer.parseInt(row[4]), fold.cycles(theta));
        }));
    }
}
