package org.foldgrad.pitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link from one page of the documentation to another file, or to a heading in one, leads somewhere. */
class LinksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    @Test
    void linksLeadSomewhere() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages = Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("SIMD-bench/README.md")),
                docs.filter(file -> file.toString().endsWith(".md"))).toList();
            assertTrue(pages.size() > 5, pages.toString());
            List<String> broken = pages.stream().flatMap(page -> broken(page).map(link -> page + " -> " + link)).toList();
            assertEquals(List.of(), broken);
        }
    }

    private static Stream<String> broken(Path page) {
        try {
            return LINK.matcher(Files.readString(page)).results().filter(link -> !link.group().contains("://")).filter(link -> {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                return !Files.exists(target) || link.group(2) != null && !hasHeading(target, link.group(2));
            }).map(MatchResult::group);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + page, e);
        }
    }

    /** Whether a heading has this anchor, as GitHub makes it: in lower case, without punctuation, with hyphens for blanks. */
    private static boolean hasHeading(Path page, String anchor) {
        try {
            return HEADING.matcher(Files.readString(page)).results()
                .anyMatch(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-').equals(anchor));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + page, e);
        }
    }
}
