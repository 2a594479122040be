package org.foldgrad.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.foldgrad.bench.work.Task;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** How time grows with size: for each family measured at three sizes or more, a log-log plot and the exponent of the growth. */
final class Scaling {
    private Scaling() {}

    /** The section of the page; its plots are written beside the page. */
    static String section(Results results, Path directory) throws IOException {
        Map<String, Map<String, List<double[]>>> families = new LinkedHashMap<>();
        for (Measurement m : results.measurements()) {
            Task task = Tasks.named(m.task());
            families.computeIfAbsent(task.family() + "-" + task.type(), f -> new LinkedHashMap<>())
                    .computeIfAbsent(m.who(), w -> new ArrayList<>()).add(new double[] {task.n(), m.nanos() * 1e-9});
        }
        families.keySet().removeIf(f -> f.startsWith("limit-") || f.startsWith("matmul"));
        families.values().forEach(lines -> lines.values().removeIf(points -> points.size() < 3));
        families.values().removeIf(Map::isEmpty);
        StringBuilder page = new StringBuilder(INTRODUCTION);
        families.forEach((family, lines) -> lines.forEach((who, points) -> page.append(String.format(Locale.ROOT, "| %s | %s | %.0f to %.0f | %.2f |%n",
                family, who, points.getFirst()[0], points.getLast()[0], exponent(points)))));
        for (var family : families.entrySet()) {
            String file = "performance-" + family.getKey() + ".svg";
            VectorGraphicsEncoder.saveVectorGraphic(plot(family.getKey(), family.getValue()), directory.resolve(file).toString(), VectorGraphicsFormat.SVG);
            page.append("\n![time against size: ").append(family.getKey()).append("](").append(file).append(")\n");
        }
        return page.toString();
    }

    /** The slope of log time over log size between the last two sizes at least tenfold apart. */
    private static double exponent(List<double[]> points) {
        double[] last = points.getLast();
        double[] before = points.getFirst();
        for (double[] p : points) {
            before = p[0] * 9.9 <= last[0] ? p : before;
        }
        return Math.log(last[1] / before[1]) / Math.log(last[0] / before[0]);
    }

    private static XYChart plot(String family, Map<String, List<double[]>> lines) {
        XYChart chart = new XYChartBuilder().width(640).height(420).title(family).xAxisTitle("n").yAxisTitle("seconds").build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        lines.forEach((who, points) -> chart.addSeries(who, points.stream().mapToDouble(p -> p[0]).toArray(), points.stream().mapToDouble(p -> p[1]).toArray()));
        return chart;
    }

    private static final String INTRODUCTION = """

            ## Scaling

            The exponent is the slope of log time over log size across the last decade: 1 is linear. It exceeds 1 where the working set leaves a
            cache on the way.

            | family | who | n | exponent |
            |---|---|---|---|
            """;
}
