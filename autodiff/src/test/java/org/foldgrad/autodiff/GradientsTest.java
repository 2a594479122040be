package org.foldgrad.autodiff;

import static org.foldgrad.autodiff.Gradients.atOnce;
import static org.foldgrad.autodiff.Gradients.checkpoint;
import static org.foldgrad.autodiff.Gradients.grad;
import static org.foldgrad.autodiff.Gradients.hessian;
import static org.foldgrad.autodiff.Gradients.hessianDiagonal;
import static org.foldgrad.autodiff.Gradients.hvp;
import static org.foldgrad.autodiff.Gradients.jacobian;
import static org.foldgrad.autodiff.Gradients.jvp;
import static org.foldgrad.autodiff.Gradients.valueAndGrad;
import static org.foldgrad.autodiff.Gradients.vjp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GradientsTest {
    private static final Tensor X = Tensor.of(0.5, -1.25, 2);

    /** f = sum(tanh(x) x²): f' = (1 - t²) x² + 2 t x. */
    private static Tensor f(Tensor x) {
        return x.tanh().times(x.square()).sum();
    }

    private static double df(double x) {
        double t = Math.tanh(x);
        return (1 - t * t) * x * x + 2 * t * x;
    }

    private static double ddf(double x) {
        double t = Math.tanh(x);
        double s = 1 - t * t;
        return -2 * t * s * x * x + 4 * s * x + 2 * t;
    }

    private static double[] each(DoubleUnaryOperator g) {
        return Arrays.stream(X.toArray()).map(g).toArray();
    }

    /** The cotangent of u is one number until the square adds what differs from element to element. */
    @Test
    void aSumsCotangentIsAddedToLikeAnyOther() {
        double[] slopes = grad((Tensor x) -> {
            Tensor u = x.tanh();
            Tensor sum = u.sum();
            return sum.plus(u.square().sum()).plus(u.sum());
        }).apply(X).toArray();
        assertArrayEquals(each(x -> (2 + 2 * Math.tanh(x)) * (1 - Math.tanh(x) * Math.tanh(x))), slopes, 1e-14);
    }

    /** The cotangent of a number is a sum of numbers, whatever they come from: x counts as an input of the sum and by itself. */
    @Test
    void aNumberIsSummedAndUsedElsewhere() {
        assertEquals(7, slopeAt3(x -> x.square().plus(x.sum())));
        assertEquals(6, slopeAt3(x -> x.times(x.sum())));
        assertEquals(6, slopeAt3(x -> x.sum().times(x)));
        assertEquals(6, slopeAt3(x -> x.mean().times(x)));
        assertEquals(12, slopeAt3(x -> x.square().plus(Catalogue.SQUARE.summed().on(x))));
        assertEquals(9, slopeAt3(x -> x.broadcastTo(3).sum().plus(x.square())));
    }

    private static double slopeAt3(Function<Tensor, Tensor> f) {
        return grad(f).apply(Tensor.scalar(3)).item();
    }

    /** z is used with w, whose derivative is asked for outside, and without. */
    @Test
    void whatOneUseOwesToAnOuterVariableSurvivesTheOthers() {
        Tensor one = Tensor.ones(3);
        Function<Tensor, Tensor> mixed = grad(w -> grad((Tensor z) -> Layout.concat(0, z.exp(), z.times(w)).sum(0)).apply(X).sum());
        assertArrayEquals(one.toArray(), mixed.apply(one).toArray());
    }

    /** The derivative by one input is the other as it stands, by the other it is computed; both are x. */
    @Test
    void anOperandThatIsADerivativeIsAddedToOthers() {
        Elementwise first = Elementwise.binary("first", (a, b) -> a.times(b).plus(b.times(b)));
        Elementwise second = Elementwise.binary("second", (a, b) -> a.times(b).plus(a.times(a)));
        for (Elementwise op : new Elementwise[] {first, second}) {
            assertArrayEquals(each(x -> 4 * x), grad((Tensor x) -> op.on(x, x).sum()).apply(X).toArray());
            assertArrayEquals(each(x -> 4 * x), grad((Tensor x) -> op.summed().on(x, x)).apply(X).toArray());
        }
        assertArrayEquals(each(x -> 2 * x), grad((Tensor x) -> Products.dot(x, x)).apply(X).toArray());
    }

    @Test
    void explicitTapeGivesTheSameGradientTwice() {
        Tape tape = new Tape();
        Tensor x = tape.watch(X);
        Tensor y = f(x);
        double[] first = tape.gradient(y, x)[0].toArray();
        assertArrayEquals(each(GradientsTest::df), first, 1e-14);
        assertArrayEquals(first, tape.gradient(y, x)[0].toArray());
    }

    /** A reshape hands its cotangent on as a view: the array must not be lent again while the view is in use. */
    @Test
    void cotangentsThatAreViewsOfOthersAreKept() {
        int n = 256;
        Tensor weights = Tensor.range(n).reshape(16, 16);
        Tensor dx = grad((Tensor x) -> Layout.flip(x.times(3), 0).reshape(16, 16).square().times(weights).sum()).apply(Tensor.range(n));
        for (int i = 0; i < n; i++) {
            assertEquals(18.0 * i * (n - 1 - i), dx.get(i));
        }
    }

    @Test
    void gradientsOfGradients() {
        Function<Tensor, Tensor> g = grad(GradientsTest::f);
        assertArrayEquals(each(GradientsTest::df), g.apply(X).toArray(), 1e-14);
        assertArrayEquals(each(GradientsTest::ddf), hessianDiagonal(GradientsTest::f, X).toArray(), 1e-13);
        double[] h = hessian(GradientsTest::f, X).toArray();
        double[] dd = each(GradientsTest::ddf);
        assertArrayEquals(new double[] {dd[0], 0, 0, 0, dd[1], 0, 0, 0, dd[2]}, h, 1e-13);
        Tensor v = Tensor.of(1, -2, 3);
        assertArrayEquals(new double[] {dd[0], -2 * dd[1], 3 * dd[2]}, hvp(GradientsTest::f, X, v).toArray(), 1e-13);
        // third derivative of x^4 through three nested gradients
        Function<Tensor, Tensor> d3 = grad((Tensor x) -> grad((Tensor y) -> grad((Tensor z) -> z.square().square().sum()).apply(y).sum()).apply(x).sum());
        assertArrayEquals(each(x -> 24 * x), d3.apply(X).toArray(), 1e-12);
    }

    /** x sqrt(y) at y = 0: other elements of a Hessian's row are infinite, and the diagonal is what it is. */
    @Test
    void theHessiansDiagonalIsReadFromIt() {
        Function<Tensor, Tensor> f = x -> x.slice(0, 0, 1).times(x.slice(0, 1, 2).sqrt()).sum();
        Tensor h = hessian(f, Tensor.of(2, 0));
        assertArrayEquals(new double[] {h.get(0, 0), h.get(1, 1)}, hessianDiagonal(f, Tensor.of(2, 0)).toArray());
        assertArrayEquals(new double[] {0, Double.NEGATIVE_INFINITY}, hessianDiagonal(f, Tensor.of(2, 0)).toArray());
    }

    @Test
    void innerGradientsSeeOuterVariables() {
        // d/da of d/dx (a x²) at x = 3: 2x
        Tensor three = Tensor.scalar(3);
        Function<Tensor, Tensor> outer = grad(a -> grad((Tensor x) -> a.times(x.square())).apply(three));
        assertEquals(6, outer.apply(Tensor.scalar(5)).item());
    }

    @Test
    void jacobianAndJvpAgree() {
        Function<Tensor, Tensor> f = x -> x.times(x.sum());
        Tensor j = jacobian(f, X);
        assertEquals(Shape.of(3, 3), j.shape());
        Tensor v = Tensor.of(0.3, 0.1, -0.7);
        double[] jv = jvp(f, X, v).tangent().toArray();
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += j.get(i, k) * v.get(k);
            }
            assertEquals(sum, jv[i], 1e-14);
        }
    }

    record Model(Tensor weight, Tensor bias, String name) {}

    @Test
    void recordsAreDifferentiatedAsAWhole() {
        Model m = new Model(Tensor.of(2, 3), Tensor.scalar(0.5), "line");
        var at = valueAndGrad((Model p) -> p.weight().times(p.bias()).sum()).apply(m);
        assertEquals(2.5, at.value().item());
        assertArrayEquals(new double[] {0.5, 0.5}, at.grad().weight().toArray());
        assertEquals(5, at.grad().bias().item());
        assertEquals("line", at.grad().name());
    }

    @Test
    void checkpointKeepsTheGradient() {
        Function<Tensor, Tensor> g = grad(checkpoint(GradientsTest::f));
        assertArrayEquals(each(GradientsTest::df), g.apply(X).toArray(), 1e-14);
        assertArrayEquals(each(GradientsTest::ddf), hvp(checkpoint(GradientsTest::f), X, Tensor.ones(3)).toArray(), 1e-13);
    }

    @Test
    void aPartComputedAtOnceHasTheGradientsOfTheWhole() {
        Function<Tensor, Tensor> part = atOnce(GradientsTest::f);
        UnaryOperator<Tensor> df = grad(x -> part.apply(x.times(1)).times(3));
        assertArrayEquals(each(x -> 3 * df(x)), df.apply(X).toArray(), 1e-14);
        assertArrayEquals(each(x -> 3 * ddf(x)), grad((Tensor x) -> df.apply(x).sum()).apply(X).toArray(), 1e-13);
        assertArrayEquals(each(x -> 3 * ddf(x)), hvp((Tensor x) -> part.apply(x).times(3), X, Tensor.ones(3)).toArray(), 1e-13);
    }

    record Masked(Tensor x, Tensor mask) {}

    /** What is recomputed, or computed at once, is differentiated by what asks for it: floor of the constant is no obstacle. */
    @Test
    void partsWithConstantsNeedNoGradientByThem() {
        Function<Masked, Tensor> f = m -> m.x.square().times(Ops.floor(m.mask)).sum();
        Tensor mask = Tensor.of(1.5, 0.5, 2.5);
        for (Function<Masked, Tensor> part : List.of(f, checkpoint(f), atOnce(f))) {
            assertArrayEquals(new double[] {1, 0, 8}, grad((Tensor x) -> part.apply(new Masked(x, mask))).apply(X).toArray());
            assertArrayEquals(new double[] {2, 0, 4}, hvp((Tensor x) -> part.apply(new Masked(x, mask)), X, Tensor.ones(3)).toArray());
            assertMessage("floor: has no gradient", () -> grad(part).apply(new Masked(X, mask)));
        }
    }

    record Sampled(Tensor signal, Tensor at) {}

    @Test
    void aPartMayMixElementTypes() {
        Function<Sampled, Tensor> f = s -> Gather.gather(s.signal, s.at, Interpolation.linear(), Boundary.clamp()).sum();
        Sampled x = new Sampled(Tensor.f32(1, 2, 4, 8), Tensor.of(0.5, 2.25));
        Sampled g = grad((Sampled s) -> atOnce(f).apply(s).times(2)).apply(x);
        assertArrayEquals(new double[] {1, 1, 1.5, 0.5}, g.signal.toArray());
        assertArrayEquals(new double[] {2, 8}, g.at.toArray());
        assertEquals(DType.F32, g.signal.dtype());
    }

    /** As it does elsewhere: the root's slope at 0 is infinite. */
    @Test
    void aCotangentOfZeroContributesZeroToAPart() {
        Function<Tensor, Tensor> f = x -> x.sqrt().sum();
        for (Function<Tensor, Tensor> part : List.of(f, checkpoint(f), atOnce(f))) {
            assertArrayEquals(new double[] {0, 0}, grad((Tensor x) -> part.apply(x).times(0)).apply(Tensor.of(0, 1)).toArray());
        }
    }

    /** A chain of numbers takes a way of its own; a vector of one element does not. */
    @Test
    void numbersHaveTheBitsOfVectors() {
        Function<Tensor, Tensor> chain = x -> Ops.pow(x.times(x.sigmoid()).exp().plus(x.over(3)), x).times(x.tanh()).minus(x);
        Tensor number = Tensor.scalar(0.7);
        Tensor vector = Tensor.of(0.7);
        assertEquals(chain.apply(vector).get(0), chain.apply(number).item());
        var byNumber = valueAndGrad(chain).apply(number);
        var byVector = valueAndGrad((Tensor x) -> chain.apply(x).sum()).apply(vector);
        assertEquals(byVector.value().item(), byNumber.value().item());
        assertEquals(byVector.grad().get(0), byNumber.grad().item());
    }

    @Test
    void customOperationUsesItsVjp() {
        Op cube = Custom.of("cube", x -> x[0].times(x[0]).times(x[0]), (x, y, ct) -> new Tensor[] {ct.times(x[0].square()).times(3)});
        assertArrayEquals(each(x -> 3 * x * x), grad((Tensor x) -> cube.on(x).sum()).apply(X).toArray(), 1e-14);
        assertArrayEquals(each(x -> 6 * x), hvp((Tensor x) -> cube.on(x).sum(), X, Tensor.ones(3)).toArray(), 1e-14);
        assertArrayEquals(each(x -> 3 * x * x), jvp((Tensor x) -> cube.on(x), X, Tensor.ones(3)).tangent().toArray(), 1e-14);
    }

    /** The cotangent of the function's value is the constant 1; what depends on x is lost all the same. */
    @Test
    void aCustomVjpOnArraysHasNoSecondDerivative() {
        Op sq = Custom.of("sq", x -> Tensor.scalar(x[0].item() * x[0].item()), (x, y, ct) -> new Tensor[] {Tensor.scalar(2 * x[0].item() * ct.item())});
        Tensor three = Tensor.scalar(3);
        assertEquals(6, grad((Tensor x) -> sq.on(x)).apply(three).item());
        assertMessage("sq: its VJP reads arrays", () -> hessian(x -> sq.on(x), three));
        assertMessage("sq: its VJP reads arrays", () -> hvp((Tensor x) -> sq.on(x), three, Tensor.scalar(1)));
        assertMessage("sq: its VJP reads arrays", () -> grad((Tensor x) -> grad((Tensor z) -> sq.on(z)).apply(x)).apply(three));
        assertMessage("sq: its VJP reads arrays", () -> jvp((Tensor x) -> sq.on(x), three, three));
    }

    /** Its second derivative is 0, with nothing on the way that depends on x. */
    @Test
    void aLinearCustomOperationHasSecondDerivatives() {
        Op triple = Custom.of("triple", x -> x[0].times(3), (x, y, ct) -> new Tensor[] {ct.times(3)});
        Op copy = Custom.of("copy", x -> x[0], (x, y, ct) -> new Tensor[] {ct});
        Op flat = Custom.of("flat", x -> Tensor.scalar(7), (x, y, ct) -> new Tensor[] {Tensor.zeros(3)});
        assertArrayEquals(new double[9], hessian(x -> triple.on(x).sum(), X).toArray());
        assertArrayEquals(new double[9], hessian(x -> flat.on(x), X).toArray());
        assertArrayEquals(each(x -> 9 * ddtanh(3 * x)), hvp((Tensor x) -> triple.on(x).tanh().sum(), X, Tensor.ones(3)).toArray(), 1e-14);
        assertArrayEquals(each(GradientsTest::ddtanh), hvp((Tensor x) -> copy.on(x).tanh().sum(), X, Tensor.ones(3)).toArray(), 1e-14);
    }

    private static double ddtanh(double x) {
        double t = Math.tanh(x);
        return -2 * t * (1 - t * t);
    }

    @Test
    void scalarsBroadcastAndTheirGradientIsSummed() {
        var at = vjp((Tensor[] p) -> p[0].times(p[1]).plus(p[1]), new Tensor[] {X, Tensor.scalar(2)});
        Tensor[] g = at.pullback().apply(Tensor.of(1, 10, 100));
        assertArrayEquals(new double[] {2, 20, 200}, g[0].toArray());
        assertEquals(1.5 - 2.5 + 300, g[1].item(), 1e-12);
    }

    @Test
    void mapSumHasTheElementwiseGradient() {
        Elementwise op = Elementwise.binary("tanhTimes", (a, b) -> Expr.tanh(a).times(b));
        Tensor b = Tensor.scalar(3);
        Tensor[] g = grad((Tensor[] p) -> op.summed().on(p)).apply(new Tensor[] {X, b});
        assertArrayEquals(each(x -> 3 * (1 - Math.tanh(x) * Math.tanh(x))), g[0].toArray(), 1e-14);
        assertEquals(X.tanh().sum().item(), g[1].item(), 1e-14);
    }

    @Test
    void unusedBranchOfWhereGivesNoNaN() {
        Function<Tensor, Tensor> f = x -> Ops.where(Ops.less(x, Tensor.scalar(0)), Tensor.zeros(3), x.sqrt()).sum();
        assertArrayEquals(new double[] {0.5 / Math.sqrt(0.5), 0, 0.5 / Math.sqrt(2)}, grad(f).apply(X).toArray(), 1e-15);
    }

    @Test
    void f32HasTheSameDerivatives() {
        Tensor x = Tensor.f32(0.5f, -1.25f, 2f);
        Tensor g = grad(GradientsTest::f).apply(x);
        assertEquals(DType.F32, g.dtype());
        assertArrayEquals(each(GradientsTest::df), g.toArray(), 1e-6);
    }

    @Test
    void refusalsNameTheOperationAndTheShapes() {
        assertMessage("gradient: y has shape [3]", () -> grad((Tensor x) -> x).apply(X));
        assertMessage("floor: has no gradient", () -> grad((Tensor x) -> Ops.floor(x).sum()).apply(X));
        assertMessage("add: shapes [3] and [2] differ", () -> X.plus(Tensor.of(1, 2)));
        Tensor[] leaked = new Tensor[1];
        grad((Tensor x) -> {
            leaked[0] = x.square();
            return leaked[0].sum();
        }).apply(X);
        assertMessage("after its tape had ended", () -> leaked[0].plus(1));
        assertTrue(leaked[0].toString().contains("its tape has ended"), "a debugger asks for its text, too");
        Op wrong = Custom.of("wrong", x -> x[0].sum(), (x, y, ct) -> new Tensor[] {ct});
        assertMessage("wrong: its VJP gave a cotangent F64 [] for input 0, which is F64 [3]", () -> grad((Tensor x) -> wrong.on(x)).apply(X));
    }

    @Test
    void treesOfAnotherSizeAreRefused() {
        Tensor[] two = {X, X};
        Tensor[] one = {X};
        assertMessage("jvp: 1 tangents for 2 inputs", () -> jvp((Tensor[] p) -> p[0].times(p[1]), two, one));
        assertMessage("jvp: 2 tangents for 1 inputs", () -> jvp((Tensor[] p) -> p[0].square(), one, two));
        assertMessage("vjp: 1 cotangents for 2 outputs", () -> vjp((Tensor[] p) -> p, two).pullback().apply(one));
        assertMessage("vjp: 2 cotangents for 1 outputs", () -> vjp((Tensor[] p) -> p, one).pullback().apply(two));
    }

    @Test
    void aTapeIsItsThreads() {
        Tape tape = new Tape();
        Tensor[] watched = new Tensor[1];
        assertMessage("a tape belongs to the thread that made it", () -> {
            try {
                CompletableFuture.supplyAsync(() -> watched[0] = tape.watch(X)).join();
            } catch (CompletionException e) {
                throw e.getCause();
            }
        });
    }

    private static void assertMessage(String part, Executable e) {
        String message = assertThrows(AutodiffException.class, e).getMessage();
        assertTrue(message.contains(part), message);
    }
}
