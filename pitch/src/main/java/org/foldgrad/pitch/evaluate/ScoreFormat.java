package org.foldgrad.pitch.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foldgrad.pitch.evaluate.ScoreTable.Row;
import org.foldgrad.pitch.format.CsvWriter;

/** How rows of a score table are written. Text and Markdown are for reading (shares in %), CSV and JSON are exact (shares from 0 to 1). */
public enum ScoreFormat {
    /** Columns of fixed width. */
    TEXT {
        @Override
        public <S> String write(List<Measure<S>> measures, List<Row> rows) {
            int first = Math.max(22, rows.stream().mapToInt(row -> label(row).length()).max().orElse(0) + 2);
            Stream<String> cells = Stream.concat(measures.stream().map(Measure::name), rows.stream().flatMap(row -> texts(measures, row)));
            String column = "%" + Math.max(8, cells.mapToInt(String::length).max().orElse(0) + 1) + "s";
            String head = " ".repeat(first) + columns(column, measures.stream().map(Measure::name)) + "   (" + units(measures) + ")\n";
            return head + rows.stream().map(row -> String.format("%-" + first + "s", label(row)) + columns(column, texts(measures, row)) + "\n")
                .collect(Collectors.joining());
        }

        private static String columns(String format, Stream<String> cells) {
            return cells.map(format::formatted).collect(Collectors.joining());
        }
    },
    /** A header and a line for each row. */
    CSV {
        @Override
        public <S> String write(List<Measure<S>> measures, List<Row> rows) {
            String head = "name,clips," + measures.stream().map(Measure::name).collect(Collectors.joining(",")) + "\n";
            return head + rows.stream().map(row -> CsvWriter.quoted(row.name()) + "," + row.clips() + ","
                + row.values().stream().map(v -> v.isNaN() ? "" : v.toString()).collect(Collectors.joining(",")) + "\n").collect(Collectors.joining());
        }
    },
    /** A list of objects, one for each row. */
    JSON {
        @Override
        public <S> String write(List<Measure<S>> measures, List<Row> rows) {
            List<Map<String, Object>> objects = rows.stream().map(row -> object(measures, row)).toList();
            try {
                return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(objects) + "\n";
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private static <S> Map<String, Object> object(List<Measure<S>> measures, Row row) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", row.name());
            object.put("clips", row.clips());
            for (int i = 0; i < measures.size(); i++) {
                double value = row.values().get(i);
                object.put(measures.get(i).name(), Double.isNaN(value) ? null : value);
            }
            return object;
        }
    },
    /** A pipe table. */
    MARKDOWN {
        @Override
        public <S> String write(List<Measure<S>> measures, List<Row> rows) {
            String head = "| |" + measures.stream().map(m -> " " + m.name() + " |").collect(Collectors.joining()) + "\n|---|"
                + "---:|".repeat(measures.size()) + "\n";
            return head + rows.stream().map(row -> "| " + label(row) + " |"
                + texts(measures, row).map(text -> " " + text + " |").collect(Collectors.joining()) + "\n").collect(Collectors.joining());
        }
    };

    /** The rows as text that ends with a newline. */
    public abstract <S> String write(List<Measure<S>> measures, List<Row> rows);

    /** What the figures of text and Markdown are in, as "%, except med in cents". */
    public static <S> String units(List<Measure<S>> measures) {
        Map<String, String> others = measures.stream().filter(m -> !m.unit().equals("%"))
            .collect(Collectors.groupingBy(Measure::unit, LinkedHashMap::new, Collectors.mapping(Measure::name, Collectors.joining(", "))));
        return "%" + others.entrySet().stream().map(e -> ", " + e.getValue() + " in " + e.getKey()).collect(Collectors.joining());
    }

    private static String label(Row row) {
        return row.clips() == 1 ? row.name() : String.format(Locale.ROOT, "%s (%d)", row.name(), row.clips());
    }

    private static <S> Stream<String> texts(List<Measure<S>> measures, Row row) {
        return Stream.iterate(0, i -> i < measures.size(), i -> i + 1).map(i -> measures.get(i).text(row.values().get(i)));
    }
}
