package org.foldgrad.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.foldgrad.autodiff.Custom;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Products;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Report;
import org.foldgrad.autodiff.check.Verdict;
import org.junit.jupiter.api.Test;

/** The listings of docs/autodiff/custom-gradients.md. */
class CustomGradientTest {
    // begin: loop
    /** y[0] = x[0], y[t] = a y[t-1] + x[t]: a leaky sum, in a plain loop. */
    static double[] leaky(double a, double[] x) {
        double[] y = new double[x.length];
        for (int t = 0; t < y.length; t++) {
            y[t] = x[t] + (t > 0 ? a * y[t - 1] : 0);
        }
        return y;
    }
    // end: loop

    // begin: custom
    static final Op LEAKY = Custom.of("leaky",
            in -> Tensor.of(leaky(in[0].item(), in[1].toArray())),
            (in, y, cotangent) -> {
                double a = in[0].item();
                double[] g = cotangent.toArray();
                double[] dx = new double[g.length];
                double da = 0;
                for (int t = g.length - 1; t >= 0; t--) {
                    dx[t] = g[t] + (t + 1 < g.length ? a * dx[t + 1] : 0);
                    da += t > 0 ? dx[t] * y.get(t - 1) : 0;
                }
                return new Tensor[] {Tensor.scalar(da), Tensor.of(dx)};
            });
    // end: custom

    // begin: wrong
    static final Op WRONG = Custom.of("leaky", in -> Tensor.of(leaky(in[0].item(), in[1].toArray())),
            (in, y, cotangent) -> {
                int n = y.size();
                return new Tensor[] {Products.dot(cotangent.slice(0, 1, n), y.slice(0, 0, n - 1)), cotangent};
            });
    // end: wrong

    private static final Tensor[] AT = {Tensor.scalar(0.8), Tensor.of(1, -2, 0.5, 3)};

    @Test
    void theHandWrittenGradientIsCorrect() {
        // begin: check
        Report report = GradientCheck.of((Tensor[] in) -> LEAKY.on(in).tanh().sum()).reverseOnly().at(AT);
        // end: check
        assertEquals(Verdict.CORRECT, report.verdict(), report.toString());
    }

    static Report ofTheWrongOne() {
        return GradientCheck.of((Tensor[] in) -> WRONG.on(in).tanh().sum()).reverseOnly().at(AT);
    }

    @Test
    void theWrongOneIsCaught() {
        Report report = ofTheWrongOne();
        assertEquals(Verdict.WRONG, report.verdict(), report.toString());
        assertTrue(report.toString().contains("worst element"), report.toString());
    }

    @Test
    void askedForMoreItSaysWhyNot() {
        Report report = GradientCheck.of((Tensor[] in) -> LEAKY.on(in).tanh().sum()).at(AT);
        assertEquals(Verdict.UNCHECKABLE, report.verdict(), report.toString());
        assertTrue(report.toString().contains("leaky: its VJP reads arrays"), report.toString());
    }

    @Test
    void itIsUsedInALoss() {
        Tensor[] g = Gradients.grad((Tensor[] in) -> LEAKY.on(in).sum()).apply(new Tensor[] {Tensor.scalar(0.5), Tensor.of(1, 1, 1)});
        assertArrayEquals(new double[] {1.75, 1.5, 1}, g[1].toArray(), 1e-15);
        assertEquals(1 + 1.5 + 0.5, g[0].item(), 1e-15);
    }
}
