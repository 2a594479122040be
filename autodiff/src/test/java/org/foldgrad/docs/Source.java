package org.foldgrad.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Listings: the lines of a source file between {@code // begin: name} and {@code // end: name}. */
final class Source {
    private Source() {}

    /** The region as a fenced listing, moved to the left margin. */
    static String listing(Class<?> type, String region) throws IOException {
        Path file = Path.of("src", "test", "java").resolve(type.getName().replace('.', '/') + ".java");
        List<String> lines = Files.readAllLines(file);
        int begin = line(lines, "// begin: " + region, file);
        int end = line(lines, "// end: " + region, file);
        return "```java\n" + String.join("\n", lines.subList(begin + 1, end)).stripIndent() + "\n```\n";
    }

    private static int line(List<String> lines, String text, Path file) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(text)) {
                return i;
            }
        }
        throw new IllegalStateException(file + " has no line '" + text + "'");
    }
}
