package org.foldgrad.user;

import static org.foldgrad.autodiff.Gradients.atOnce;
import static org.foldgrad.autodiff.Gradients.checkpoint;
import static org.foldgrad.autodiff.Gradients.grad;
import static org.foldgrad.autodiff.Gradients.jvp;
import static org.foldgrad.autodiff.Gradients.vjp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Custom;
import org.foldgrad.autodiff.Diagnostics;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Scan;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Verdict;
import org.foldgrad.autodiff.expr.Expr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a user's own function may get wrong is told in a sentence, and where it is written. */
class MistakesTest {
    private static final Tensor X = Tensor.of(1, 2, 3);

    private static Tensor nothing(Object x) {
        return null;
    }

    private static void refused(String part, Executable e) {
        String message = assertThrows(AutodiffException.class, e).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void aFunctionThatGivesNull() {
        String part = "the function to differentiate gave null";
        refused(part, () -> grad(MistakesTest::nothing).apply(X));
        refused(part, () -> vjp(MistakesTest::nothing, X));
        refused(part, () -> jvp(MistakesTest::nothing, X, X));
        refused(part, () -> grad(atOnce(MistakesTest::nothing)).apply(X));
        refused("checkpoint: its value is null", () -> grad(checkpoint(MistakesTest::nothing)).apply(X));
        refused("gradientCuts: the function gave null", () -> Diagnostics.gradientCuts(MistakesTest::nothing, X));
        refused("step 0 gave null", () -> Scan.states((Tensor p, Tensor s, Tensor x) -> null, X, X, X));
        assertEquals(Verdict.UNCHECKABLE, GradientCheck.of(MistakesTest::nothing).at(X).verdict());
    }

    @Test
    void anOperationThatGivesNull() {
        refused("hole: its value is null", () -> Custom.of("hole", MistakesTest::nothing, (x, y, ct) -> x).on(X));
        Op noVjp = Custom.of("hole", x -> x[0].sum(), (x, y, ct) -> null);
        refused("hole: its VJP gave null", () -> grad((Tensor x) -> noVjp.on(x)).apply(X));
    }

    @Test
    void aDeclarationOfInputsThatAreNotThere() {
        refused("odd: its declaration reads input 2, counted from 0, but has 2 of them", () -> Elementwise.binary("odd", (a, b) -> a.plus(Expr.input(2))));
        refused("odd: its slope reads input 2, counted from 0, but has 2 of them", () -> Elementwise.unary("odd", x -> x).slope((x, y) -> Expr.input(2)));
        refused("odd: its declaration is null", () -> Elementwise.unary("odd", x -> null));
    }

    /** Whether a gradient is asked for or not. */
    @Test
    void aPartComputedAtOnceThatIsNoNumber() {
        refused("[3], not one element", () -> atOnce((Tensor x) -> x).apply(X));
        refused("[3], not one element", () -> grad((Tensor x) -> atOnce((Tensor t) -> t).apply(x)).apply(X));
    }
}
