package org.foldgrad.user;

import static org.foldgrad.autodiff.Gradients.grad;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Custom;
import org.foldgrad.autodiff.Diagnostics;
import org.foldgrad.autodiff.Diagnostics.Cut;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tape;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.expr.Expr;
import org.junit.jupiter.api.Test;

/** Outside the library's packages, as a user's code is: the first line outside them is what diagnostics name. */
class DiagnosticsTest {
    private static int lineOfCaller() {
        return StackWalker.getInstance().walk(f -> f.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    @Test
    void theFirstNaNIsNamedWithItsLine() {
        int[] line = new int[1];
        UnaryOperator<Tensor> df = grad((Tensor x) -> {
            Tensor shifted = x.minus(1);
            line[0] = lineOfCaller() + 1;
            Tensor bad = shifted.log();
            return bad.times(2).sum();
        });
        String message = assertThrows(AutodiffException.class, () -> Diagnostics.detectAnomalies(() -> df.apply(Tensor.of(3, 0.5)))).getMessage();
        assertTrue(message.contains("log [2] at DiagnosticsTest.java:" + line[0]) && message.contains("NaN in element 1"), message);
        assertEquals(2, df.apply(Tensor.of(3, 0.5)).size(), "without detection the NaN passes");
    }

    @Test
    void anInfiniteCotangentIsNamed() {
        String message = assertThrows(AutodiffException.class,
                () -> Diagnostics.detectAnomalies(() -> grad((Tensor x) -> x.sqrt().sum()).apply(Tensor.of(4, 0)))).getMessage();
        assertTrue(message.contains("the cotangent that sqrt at DiagnosticsTest.java:") && message.contains("Infinity in element 1"), message);
    }

    @Test
    void anInfiniteTangentIsNamed() {
        String message = assertThrows(AutodiffException.class, () -> Diagnostics.detectAnomalies(
                () -> Gradients.jvp((Tensor x) -> x.sqrt().sum(), Tensor.of(4, 0), Tensor.of(1, 1)))).getMessage();
        assertTrue(message.contains("the tangent of the value of sqrt [2] at DiagnosticsTest.java:") && message.contains("Infinity in element 1"), message);
    }

    @Test
    void whatCameInWithTheDataIsNobodysFault() {
        Tensor data = Tensor.of(Double.NaN, 1);
        double[] slope = Diagnostics.detectAnomalies(() -> grad((Tensor x) -> x.times(data).exp().sum()).apply(Tensor.of(1, 1))).toArray();
        assertTrue(Double.isNaN(slope[0]));
        assertEquals(Math.E, slope[1], 1e-15);
    }

    @Test
    void gradientCutsAreListedWithTheirLines() {
        List<Cut> cuts = Diagnostics.gradientCuts((Tensor x) -> Ops.where(Ops.less(x, Tensor.scalar(1)), x, Ops.floor(x)).sum(), Tensor.of(1, 2));
        assertEquals(List.of("less", "floor", "where"), cuts.stream().map(Cut::op).toList());
        assertEquals(List.of(-1, -1, 0), cuts.stream().map(Cut::input).toList());
        assertTrue(cuts.get(1).toString().contains("floor [2] at DiagnosticsTest.java:"), cuts.toString());
        assertEquals(List.of(), Diagnostics.gradientCuts((Tensor x) -> x.tanh().sum(), Tensor.of(1, 2)));
    }

    @Test
    void theInputsOfOneOperationAreListedInTheirOrder() {
        Elementwise steps = Elementwise.binary("steps", (a, b) -> Expr.floor(a).plus(Expr.floor(b)));
        List<Cut> cuts = Diagnostics.gradientCuts((Tensor x) -> steps.on(x, x.times(2)).sum(), Tensor.of(1, 2));
        assertEquals(List.of(0, 1), cuts.stream().map(Cut::input).toList());
    }

    @Test
    void namesAreQuotedInDrawings() {
        Tape tape = new Tape();
        Custom.of("a\"b\\c", in -> in[0].times(2), (in, y, ct) -> new Tensor[] {ct.times(2)}).on(tape.watch(Tensor.of(1)));
        assertTrue(tape.toDot().contains("label=\"a\\\"b\\\\c\\n"), tape.toDot());
    }

    @Test
    void aTapeListsAndDrawsItself() {
        Tape tape = Diagnostics.tracedTape();
        Tensor x = tape.watch(Tensor.of(1, 2, 3));
        x.times(2).sum();
        String table = tape.explain();
        assertTrue(table.contains("mul") && table.contains("constant[]") && table.contains("DiagnosticsTest.java:"), table);
        assertTrue(tape.toDot().contains("n0 -> n1;") && tape.toDot().contains("n1 -> n2;"), tape.toDot());
    }
}
