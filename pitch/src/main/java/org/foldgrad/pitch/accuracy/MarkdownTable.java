package org.foldgrad.pitch.accuracy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table of figures whose best in each column is bold. */
final class MarkdownTable {
    /** What the figures of a column are. */
    enum Column {
        /** Per cent, the higher the better. */
        HIGH("%.1f", 1),
        /** Per cent, the lower the better. */
        LOW("%.1f", -1),
        /** Cents or milliseconds, the lower the better. */
        SMALL("%.2f", -1),
        /** Of no rank. */
        PLAIN("%.1f", 0),
        /** Cents of no rank. */
        CENTS("%.2f", 0);

        private final String format;
        private final int sign;

        Column(String format, int sign) {
            this.format = format;
            this.sign = sign;
        }

        String text(double value) {
            String text = String.format(Locale.ROOT, format, value);
            return Double.isNaN(value) ? "-" : text.matches("-[0.]+") ? text.substring(1) : text;
        }

        /** A figure from elsewhere, null = none: known to whole units, it is not made to look better known. */
        String text(BigDecimal figure) {
            return figure == null ? "-" : figure.scale() == 0 ? figure.toPlainString() : text(figure.doubleValue());
        }
    }

    private record Row(String name, List<String> cells) {
    }

    private final String head;
    private final List<String> names;
    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    MarkdownTable(String head, List<String> names, List<Column> columns) {
        this.head = head;
        this.names = names;
        this.columns = columns;
    }

    /** @param figures one for each column; NaN = none */
    MarkdownTable row(String name, double... figures) {
        return row(name, IntStream.range(0, figures.length).mapToObj(i -> columns.get(i).text(figures[i])).toList());
    }

    /** @param cells the texts of figures, one for each column */
    MarkdownTable row(String name, List<String> cells) {
        rows.add(new Row(name, cells));
        return this;
    }

    @Override
    public String toString() {
        String header = "| " + head + " | " + String.join(" | ", names) + " |\n|---|" + "---:|".repeat(names.size()) + "\n";
        return header + rows.stream().map(this::text).collect(Collectors.joining());
    }

    private String text(Row row) {
        StringBuilder line = new StringBuilder("| ").append(row.name).append(" |");
        for (int i = 0; i < columns.size(); i++) {
            String cell = row.cells.get(i);
            line.append(' ').append(isBest(i, cell) ? "**" + cell + "**" : cell).append(" |");
        }
        return line.append('\n').toString();
    }

    /** As printed, so that figures that look alike share the first place; one figure alone is not a race. */
    private boolean isBest(int column, String cell) {
        Column kind = columns.get(column);
        double[] figures = rows.stream().map(row -> row.cells.get(column)).filter(other -> !other.equals("-"))
            .mapToDouble(other -> kind.sign * Double.parseDouble(other)).toArray();
        return kind.sign != 0 && figures.length > 1 && !cell.equals("-")
            && kind.sign * Double.parseDouble(cell) >= Arrays.stream(figures).max().orElseThrow();
    }
}
