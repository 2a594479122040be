package org.foldgrad.pitch.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.foldgrad.autodiff.io.AtomicFile;
import org.foldgrad.pitch.plot.LinePlot;

/** A Markdown page with its tables, each a CSV file too, and its figures beside it. */
final class Page {
    private final Path folder;
    private final String name;
    private final StringBuilder text = new StringBuilder();

    /** A page {@code name}.md in {@code folder}. */
    Page(Path folder, String name, String title) {
        this.folder = folder;
        this.name = name;
        say("# " + title);
        say("Made by `foldgrad study " + name + "`; the tables are also CSV files beside this page, the same on every run.");
    }

    /** Adds a paragraph. */
    Page say(String paragraph) {
        text.append(paragraph.strip()).append("\n\n");
        return this;
    }

    /** Adds a table, and writes it to {@code name}-{@code stem}.csv. */
    Page table(String stem, Table table) throws IOException {
        data(stem, table);
        return say(table.markdown());
    }

    /** Writes a table to {@code name}-{@code stem}.csv without showing it. */
    Page data(String stem, Table table) throws IOException {
        write(name + "-" + stem + ".csv", table.csv());
        return this;
    }

    /** Adds a table of times, which differ from run to run: it is not written as CSV. */
    Page times(Table table) {
        say("Times on the machine that made this page; they are the only figures here that change from run to run.");
        return say(table.markdown());
    }

    /** Adds a figure, and writes it to {@code name}-{@code stem}.png. */
    Page figure(String stem, String caption, LinePlot plot) throws IOException {
        String file = name + "-" + stem + ".png";
        plot.write(folder.resolve(file));
        return say("![" + caption + "](" + file + ")");
    }

    /** Writes the page. */
    void write() throws IOException {
        write(name + ".md", text.toString().stripTrailing() + "\n");
    }

    private void write(String file, String content) throws IOException {
        AtomicFile.write(folder.resolve(file), out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }
}
