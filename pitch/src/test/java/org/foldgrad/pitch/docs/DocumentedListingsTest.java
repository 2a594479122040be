package org.foldgrad.pitch.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every Java listing of docs/pitch is, word for word, one that {@link ListingsTest} runs. */
class DocumentedListingsTest {
    private static final Path SOURCE = Path.of("src/test/java/org/foldgrad/pitch/docs/ListingsTest.java");
    private static final Path PAGES = Path.of("../docs/pitch");
    private static final Pattern RUN = Pattern.compile("// listing: (\\S+)\\n(.*?)\\n *// end", Pattern.DOTALL);
    private static final Pattern SHOWN = Pattern.compile("```java\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("<!-- listing: (\\S+) -->\\n```java\\n(.*?)\\n```", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> pagesShowWhatRuns() throws IOException {
        TreeMap<String, String> run = RUN.matcher(Files.readString(SOURCE)).results()
            .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2).stripIndent(), (a, b) -> a, TreeMap::new));
        List<Path> pages;
        try (Stream<Path> files = Files.list(PAGES)) {
            pages = files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
        }
        assertTrue(pages.size() >= 4, "pages: " + pages);
        return pages.stream().map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> {
            String text = Files.readString(page);
            List<MatchResult> named = NAMED.matcher(text).results().toList();
            assertEquals(SHOWN.matcher(text).results().count(), named.size(), "a listing has no '<!-- listing: NAME -->' above it");
            for (MatchResult listing : named) {
                assertEquals(run.get(listing.group(1)), listing.group(2), "listing " + listing.group(1));
            }
        }));
    }
}
