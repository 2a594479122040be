package org.foldgrad.pitch.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.foldgrad.pitch.evaluate.ScoreTable.Row;
import org.foldgrad.pitch.track.Contour;
import org.junit.jupiter.api.Test;

class ScoreTableTest {
    private static final double TINY = 1e-9;
    private static final int RPA50 = 0;
    private static final int VFA = 5;
    private static final int MEDIAN = 7;

    private static ContourScore score(double[] reference, double... estimate) {
        double[] times = new double[reference.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i;
        }
        return ContourScore.of(new Contour(times, reference), new Contour(times, estimate));
    }

    private final ScoreTable<ContourScore> table = new ScoreTable<>(ContourScore.MEASURES, new TreeMap<>(Map.of(
        "x/a", score(new double[] {100, 0}, 100, 100),
        "x/b", score(new double[] {100, 100}, 101, 0),
        "y/c", score(new double[] {100, 100}, 0, 0))));

    @Test
    void averagesOverClips() {
        Row all = table.all();
        assertEquals(3, all.clips());
        assertEquals((1 + 0.5 + 0) / 3, all.values().get(RPA50), TINY);
        assertEquals(1, all.values().get(VFA), TINY, "over the clips that have unvoiced frames");
        assertEquals((0 + 1200 * Math.log(1.01) / Math.log(2)) / 2, all.values().get(MEDIAN), TINY);
    }

    @Test
    void groupsByName() {
        List<Row> rows = table.by(Clips::folder);
        assertEquals(List.of("x", "y"), rows.stream().map(Row::name).toList());
        assertEquals(List.of(2, 1), rows.stream().map(Row::clips).toList());
        assertEquals(0.75, rows.get(0).values().get(RPA50), TINY);
        assertTrue(rows.get(1).values().get(MEDIAN).isNaN(), "nothing is voiced in both");
    }

    @Test
    void writesEveryFormat() {
        List<Row> rows = List.of(new Row("a, b", 2, List.of(0.125, Double.NaN)));
        List<Measure<ContourScore>> measures = List.of(ContourScore.MEASURES.get(RPA50), ContourScore.MEASURES.get(MEDIAN));
        assertEquals("                         RPA50     med   (%, med in cents)\na, b (2)                 12.50       -\n"
            , ScoreFormat.TEXT.write(measures, rows));
        assertEquals("name,clips,RPA50,med\n\"a, b\",2,0.125,\n", ScoreFormat.CSV.write(measures, rows));
        assertEquals("| | RPA50 | med |\n|---|---:|---:|\n| a, b (2) | 12.50 | - |\n",
            ScoreFormat.MARKDOWN.write(measures, rows));
        assertEquals("[{\"name\":\"a, b\",\"clips\":2,\"RPA50\":0.125,\"med\":null}]", ScoreFormat.JSON.write(measures, rows).replaceAll("\\s(?!b\")", ""));
    }

    @Test
    void keepsWideFiguresApart() {
        List<Row> rows = List.of(new Row("a", 1, List.of(5028.49, -5028.49)));
        List<Measure<ContourScore>> measures = List.of(ContourScore.MEASURES.get(MEDIAN), ContourScore.MEASURES.get(MEDIAN + 1));
        assertEquals("                            med     bias   (%, med, bias in cents)\na                       5028.49 -5028.49\n",
            ScoreFormat.TEXT.write(measures, rows));
    }
}
