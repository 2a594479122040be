package org.foldgrad.autodiff.check;

import static org.foldgrad.autodiff.check.Verdict.CORRECT;
import static org.foldgrad.autodiff.check.Verdict.JUMP;
import static org.foldgrad.autodiff.check.Verdict.KINK;
import static org.foldgrad.autodiff.check.Verdict.NOISE_LIMITED;
import static org.foldgrad.autodiff.check.Verdict.UNCHECKABLE;
import static org.foldgrad.autodiff.check.Verdict.WRONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Function;
import org.foldgrad.autodiff.Custom;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private static final Tensor X = Tensor.of(0.5, -1.25, 2, 0.01);

    private static Report check(Function<Tensor, Tensor> f, Tensor x) {
        Report r = GradientCheck.of(f).at(x);
        assertEquals(r.toString(), GradientCheck.of(f).at(x).toString(), "the same seed repeats the check");
        return r;
    }

    private static void expect(Verdict verdict, String detail, Report r) {
        assertEquals(verdict, r.verdict(), r.toString());
        assertTrue(r.toString().contains(detail), r.toString());
    }

    @Test
    void smoothFunctionsAreCorrectInEveryMode() {
        expect(CORRECT, "h^2", check(x -> x.tanh().times(x.exp()).sum(), X));
        expect(CORRECT, "HVP reverse/reverse", check(x -> x.sigmoid().times(x), X));
        expect(CORRECT, "rounding error at every step", check(x -> x.times(3).sum(), X));
        expect(CORRECT, "", check(x -> Ops.sin(x.times(20)), X));
        expect(CORRECT, "", GradientCheck.of((Tensor x) -> x.times(1e-9).exp().sum()).firstOrder().at(X));
        expect(NOISE_LIMITED, "hides the remainder", check(x -> x.times(1e-12).exp().sum(), X));
        expect(CORRECT, "", check(x -> x.tanh(), X.to(DType.F32)));
    }

    @Test
    void wrongGradientsAreFoundWithTheirWorstElement() {
        Op wrong = Custom.of("wrong", x -> x[0].exp(), (x, y, ct) -> new Tensor[] {ct.times(y).times(Tensor.of(1, 1, 1.01, 1))});
        expect(WRONG, "worst element 2 of input 0", check(wrong::on, X));
        Op sign = Custom.of("sign", x -> x[0].square(), (x, y, ct) -> new Tensor[] {ct.times(x[0]).times(-2)});
        expect(WRONG, "VJP", check(sign::on, X));
        Op second = Custom.of("second", x -> x[0].square(), (x, y, ct) -> new Tensor[] {ct.times(x[0].stopGradient()).times(2)});
        expect(WRONG, "HVP", check(second::on, X));
    }

    @Test
    void kinksNameTheirOperation() {
        Tensor x = Tensor.of(0.5, 0, 2);
        expect(KINK, "abs [3]", check(v -> Ops.abs(v.times(2)).exp().sum(), x));
        expect(KINK, "the one-sided slopes differ", check(v -> Ops.relu(v).sum(), x));
        expect(CORRECT, "", check(v -> Ops.relu(v).sum(), X));
        Op outside = Custom.of("outside", v -> Ops.abs(v[0]), (v, y, ct) -> new Tensor[] {ct.times(1.5)});
        expect(WRONG, "worst element 1 of input 0", check(outside::on, x));
        expect(WRONG, "", check(outside::on, Tensor.of(0.0)));
    }

    @Test
    void jumpsAreFoundAtThePointAndNearIt() {
        Op step = Custom.of("step", v -> Ops.floor(v[0]), (v, y, ct) -> new Tensor[] {Tensor.zeros(v[0].shape().toArray())});
        expect(JUMP, "step [4]", check(step::on, Tensor.of(0.5, 1, 2.5, 0.25)));
        expect(JUMP, "jumps by", check(v -> step.on(v.times(50)).plus(v), X.plus(0.003)));
        expect(CORRECT, "", check(v -> step.on(v).plus(v), Tensor.of(0.5, 1.5)));
    }

    @Test
    void aFunctionWithoutGradientJumpsOrCannotBeChecked() {
        expect(JUMP, "floor: has no gradient", check(v -> Ops.floor(v.times(50)), X.plus(0.003)));
        expect(UNCHECKABLE, "floor: has no gradient", check(Ops::floor, Tensor.of(0.5, 1.5)));
    }

    @Test
    void whatCannotBeCheckedSaysWhy() {
        Random random = new Random(1);
        expect(UNCHECKABLE, "two calls with the same argument differ", GradientCheck.of((Tensor x) -> x.times(random.nextDouble())).at(X));
        expect(UNCHECKABLE, "value at the point is not finite", check(x -> x.log(), X));
        expect(UNCHECKABLE, "gradient at the point is not finite", check(x -> x.sqrt(), Tensor.of(0, 1)));
        int[] calls = {0};
        expect(UNCHECKABLE, "in one call", GradientCheck.of((Tensor x) -> calls[0]++ % 2 == 0 ? x.sum() : x).at(X));
    }

    @Test
    void gradientsThemselvesCanBeChecked() {
        expect(CORRECT, "", check(Gradients.grad((Tensor x) -> x.tanh().exp().sum()), X));
    }

    /** The point is f64, but on the way all is rounded to f32: to seven digits the derivatives agree. */
    @Test
    void aPartInSinglePrecisionIsJudgedBySuch() {
        Tensor x = Tensor.of(0.3, -1.2, 0.7, 2.1, -0.4);
        for (long seed = 1; seed <= 20; seed++) {
            Report report = GradientCheck.of((Tensor t) -> t.to(DType.F32).tanh().to(DType.F64)).seed(seed).at(x);
            assertEquals(CORRECT, report.verdict(), report::toString);
        }
    }
}
