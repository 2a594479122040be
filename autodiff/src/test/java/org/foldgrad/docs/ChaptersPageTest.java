package org.foldgrad.docs;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The listings in the chapters are the code that the tests run. */
class ChaptersPageTest {
    @TestFactory
    Stream<DynamicTest> listingsAreTheCode() {
        return Stream.concat(
                Stream.of("node", "operations", "sweep").map(r -> listing("tape", MiniTape.class, r)),
                Stream.of(
                        listing("tape", MiniTapeTest.class, "use"),
                        listing("declaring", DeclaringTest.class, "hypot"),
                        listing("declaring", DeclaringTest.class, "fused"),
                        listing("declaring", DeclaringTest.class, "slope"),
                        listing("declaring", DeclaringTest.class, "bounds"),
                        listing("custom-gradients", CustomGradientTest.class, "loop"),
                        listing("custom-gradients", CustomGradientTest.class, "custom"),
                        listing("custom-gradients", CustomGradientTest.class, "check"),
                        listing("custom-gradients", CustomGradientTest.class, "wrong"),
                        listing("gather", ReadingTest.class, "gather"),
                        listing("gather", ReadingTest.class, "delay"),
                        listing("gather", ReadingTest.class, "interpolant"),
                        listing("gather", ReadingTest.class, "inverse"),
                        listing("higher-derivatives", HigherDerivativesTest.class, "nested"),
                        listing("higher-derivatives", HigherDerivativesTest.class, "rosenbrock"),
                        listing("higher-derivatives", HigherDerivativesTest.class, "hvp"),
                        listing("higher-derivatives", HigherDerivativesTest.class, "newton")));
    }

    @Test
    void aReportIsWhatTheCheckPrints() throws IOException {
        String lines = CustomGradientTest.ofTheWrongOne().toString().lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
        Page.part("autodiff/custom-gradients.md", "report", "\n" + lines + "\n");
    }

    private static DynamicTest listing(String chapter, Class<?> source, String region) {
        return DynamicTest.dynamicTest(chapter + ": " + region, () -> Page.part("autodiff/" + chapter + ".md", region, Source.listing(source, region)));
    }
}
