package org.foldgrad.autodiff.check;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Counts verdicts for each operation and mode. */
final class Tally {
    private final Map<String, Map<String, EnumMap<Verdict, Integer>>> counts = new TreeMap<>();

    synchronized void count(String op, String mode, Verdict verdict) {
        counts.computeIfAbsent(op, o -> new LinkedHashMap<>()).computeIfAbsent(mode, m -> new EnumMap<>(Verdict.class)).merge(verdict, 1, Integer::sum);
    }

    private static int of(EnumMap<Verdict, Integer> row, Verdict v) {
        return row.getOrDefault(v, 0);
    }

    private static int sum(EnumMap<Verdict, Integer> row) {
        return row.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Operations and modes with a share of decided tries below {@code share}. */
    String undecided(double share) {
        StringJoiner names = new StringJoiner(", ");
        counts.forEach((op, modes) -> modes.forEach((mode, row) -> {
            int decided = of(row, Verdict.CORRECT) + of(row, Verdict.KINK);
            if (decided < share * sum(row)) {
                names.add(op + " (" + mode + ") " + row);
            }
        }));
        return names.toString();
    }

    /** The counts as a Markdown table. */
    String table() {
        StringBuilder s = new StringBuilder("| operation | property | tries | correct | kink | noise-limited | not checkable | wrong or jump |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        counts.forEach((op, modes) -> modes.forEach((mode, row) -> s.append("| ").append(op).append(" | ").append(mode).append(" | ").append(sum(row))
                .append(" | ").append(of(row, Verdict.CORRECT)).append(" | ").append(of(row, Verdict.KINK)).append(" | ")
                .append(of(row, Verdict.NOISE_LIMITED)).append(" | ").append(of(row, Verdict.UNCHECKABLE)).append(" | ")
                .append(of(row, Verdict.WRONG) + of(row, Verdict.JUMP)).append(" |\n")));
        return s.toString();
    }
}
