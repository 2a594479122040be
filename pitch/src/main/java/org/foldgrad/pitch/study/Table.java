package org.foldgrad.pitch.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows of text and numbers under a header, as CSV and as Markdown. Numbers keep six significant digits. */
final class Table {
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        this.header = List.of(header);
    }

    /** Adds a row; numbers may be of any type. */
    Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Double d ? number(d) : String.valueOf(cell));
        }
        rows.add(row);
        return this;
    }

    /** The first row that begins with these cells. */
    List<String> find(String... cells) {
        return rows.stream().filter(row -> row.subList(0, cells.length).equals(List.of(cells))).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no row begins with " + List.of(cells)));
    }

    /** Six significant digits; a dash for NaN. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return String.valueOf((long) value);
        }
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    String csv() {
        List<List<String>> quoted = rows.stream().map(row -> row.stream().map(Table::quoted).toList()).toList();
        List<String> names = header.stream().map(name -> name.replace(",", "")).toList();
        return lines(names, quoted, ",", "", "").stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String quoted(String cell) {
        return cell.contains(",") ? '"' + cell + '"' : cell;
    }

    String markdown() {
        List<String> lines = lines(header, rows, " | ", "| ", " |");
        lines.add(1, "|" + "---|".repeat(header.size()));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> lines(List<String> header, List<List<String>> rows, String between, String before, String after) {
        List<String> lines = new ArrayList<>();
        lines.add(before + String.join(between, header) + after);
        for (List<String> row : rows) {
            lines.add(before + String.join(between, row) + after);
        }
        return lines;
    }
}
