package org.foldgrad.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.foldgrad.bench.work.Task;
import org.foldgrad.pitch.plot.LinePlot;

/** How time and memory grow with size: for each family measured at three sizes or more, log-log plots and the exponents of the growth. */
final class Scaling {
    private Scaling() {}

    /** The section of the page; its plots are written beside the page. */
    static String section(Results results, Path directory) throws IOException {
        Map<String, Map<String, List<double[]>>> times = new LinkedHashMap<>();
        Map<String, List<double[]>> memory = new LinkedHashMap<>();
        for (Measurement m : OnThreads.others(results)) {
            Task task = Tasks.named(m.task());
            String family = task.family() + "-" + task.type();
            times.computeIfAbsent(family, f -> new LinkedHashMap<>()).computeIfAbsent(m.who(), w -> new ArrayList<>())
                    .add(new double[] {task.elements(), m.nanos() * 1e-9});
            if (m.live() > NOISE) {
                memory.computeIfAbsent(family, f -> new ArrayList<>()).add(new double[] {task.elements(), m.live() / 1e6});
            }
        }
        times.keySet().removeIf(f -> f.startsWith("limit-") || f.startsWith("matmul"));
        times.values().forEach(lines -> lines.values().removeIf(points -> points.size() < 3));
        times.values().removeIf(Map::isEmpty);
        memory.keySet().removeIf(f -> f.startsWith("matmul"));
        memory.values().removeIf(points -> points.size() < 2);
        StringBuilder page = new StringBuilder(INTRODUCTION);
        times.forEach((family, lines) -> lines.forEach((who, points) -> page.append(row(family + " | " + who, points))));
        for (var family : times.entrySet()) {
            page.append(image("time against size: " + family.getKey(), "performance-" + family.getKey(),
                    plot(family.getKey(), "seconds", family.getValue()), directory));
        }
        page.append(MEMORY);
        memory.forEach((family, points) -> page.append(row(family + " | " + bytesPerElement(points), points)));
        return page.append(image("memory against size", "performance-memory", plot("memory", "MB", memory), directory)).toString();
    }

    private static String row(String head, List<double[]> points) {
        return String.format(Locale.ROOT, "| %s | %.0f to %.0f | %.2f |%n", head, points.getFirst()[0], points.getLast()[0], exponent(points));
    }

    private static String bytesPerElement(List<double[]> points) {
        return String.format(Locale.ROOT, "%.0f", points.getLast()[1] * 1e6 / points.getLast()[0]);
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

    private static String image(String title, String name, LinePlot plot, Path directory) throws IOException {
        plot.write(directory.resolve(name + ".png"));
        return "\n![" + title + "](" + name + ".png)\n";
    }

    private static LinePlot plot(String title, String unit, Map<String, List<double[]>> lines) {
        LinePlot plot = new LinePlot(title, "elements", unit).logX().logY();
        lines.forEach((who, points) -> plot.marked(who, coordinate(points, 0), coordinate(points, 1)));
        return plot;
    }

    private static double[] coordinate(List<double[]> points, int axis) {
        return points.stream().mapToDouble(p -> p[axis]).toArray();
    }

    /** Bytes below which other things than the task fill the heap. */
    private static final double NOISE = 1e6;

    private static final String INTRODUCTION = """

            ## Scaling

            The exponent is the slope of log time over log size across the last decade: 1 is linear. It exceeds 1 where the working set leaves a
            cache on the way. Everything runs on one thread, the library too (`-Dfoldgrad.threads=1`); two are below.

            | family | who | elements | exponent |
            |---|---|---|---|
            """;

    private static final String MEMORY = """

            ## Memory

            What is reachable on the heap in the midst of a step of `ours`, at most: inputs, tape, intermediate results, gradients. Full garbage
            collections at random moments see it (`LiveHeap`). B/element is that of the largest size.

            | family | B/element | elements | exponent |
            |---|---|---|---|
            """;
}
