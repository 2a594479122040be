package org.foldgrad.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measurements side by side: one row a task, one column a contender. */
final class Table {
    private Table() {}

    /** Task name to contender to measurement, in the order measured. */
    static Map<String, Map<String, Measurement>> byTask(List<Measurement> measured) {
        Map<String, Map<String, Measurement>> rows = new LinkedHashMap<>();
        for (Measurement m : measured) {
            rows.computeIfAbsent(m.task(), name -> new LinkedHashMap<>()).put(m.who(), m);
        }
        return rows;
    }

    /** For the terminal: each contender's time, ns/element and bytes/step, and how many times longer it takes than the first. */
    static String text(List<Measurement> measured) {
        StringBuilder out = new StringBuilder();
        out.append(String.format("%-26s %-12s %12s %12s %12s %10s%n", "task", "contender", "time", "ns/element", "B/op", "x first"));
        byTask(measured).forEach((name, row) -> {
            double first = row.values().iterator().next().nanos();
            long elements = Tasks.named(name).elements();
            row.forEach((who, m) -> out.append(String.format(Locale.ROOT, "%-26s %-12s %12s %12.3f %12.0f %10.2f%n",
                    name, who, duration(m.nanos()), m.nanos() / elements, m.allocated(), m.nanos() / first)));
        });
        return out.toString();
    }

    /** Nanoseconds with three digits and a unit. */
    static String duration(double nanos) {
        String[] units = {"ns", "µs", "ms", "s"};
        int unit = 0;
        double value = nanos;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : value < 100 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }
}
