package org.foldgrad.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.Catalogue;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Print;
import org.junit.jupiter.api.Test;

/** docs/autodiff/ops.md: every elementwise operation as it is declared, with the derivatives derived from it. */
class OpsPageTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
    private static final int LONG = 100;

    @Test
    void theTableOfOperationsIsUpToDate() throws Exception {
        Page.whole("autodiff/ops.md", "# Elementwise operations\n\nOne row for each declaration in `Catalogue`. Derivatives are derived from it, or declared with it where a better formula is known; `y` is the"
                + " operation's own value, which the derivative reuses.\n\n| operation | value | derivative by each input |\n|---|---|---|\n"
                + Catalogue.all().stream().map(OpsPageTest::row).collect(Collectors.joining()));
    }

    @Test
    void aNewOperationNeedsNoOtherEdit() {
        Elementwise op = Elementwise.binary("mine", (a, b) -> Expr.tanh(a.times(b)));
        assertTrue(row(op).contains("| mine | tanh(a*b) |"), row(op));
    }

    private static String row(Elementwise op) {
        String derivatives = !op.isDifferentiable() ? "none" : IntStream.range(0, op.arity()).mapToObj(i -> text(op, op.partial(i)))
                .collect(Collectors.joining("; "));
        return "| " + op.name() + " | " + text(op, op.body()) + " | " + derivatives + " |\n";
    }

    private static String text(Elementwise op, Expr e) {
        String[] names = IntStream.rangeClosed(0, op.arity()).mapToObj(i -> i == op.arity() ? "y" : op.arity() == 1 ? "x" : NAMES.get(i))
                .toArray(String[]::new);
        String s = Print.of(e, names).replace("|", "\\|");
        return s.length() <= LONG ? s : "(a formula of " + s.length() + " characters, see the source)";
    }
}
