package org.foldgrad.pitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link from one page of the documentation to another file leads somewhere. */
class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void linksLeadSomewhere() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages = Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(file -> file.toString().endsWith(".md"))).toList();
            assertTrue(pages.size() > 5, pages.toString());
            List<String> broken = pages.stream().flatMap(page -> broken(page).map(link -> page + " -> " + link)).toList();
            assertEquals(List.of(), broken);
        }
    }

    private static Stream<String> broken(Path page) {
        try {
            return LINK.matcher(Files.readString(page)).results().map(match -> match.group(1))
                .filter(link -> !link.contains("://") && !Files.exists(page.resolveSibling(link)));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + page, e);
        }
    }
}
