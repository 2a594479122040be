package org.foldgrad.autodiff.gather;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Report;
import org.foldgrad.autodiff.check.Verdict;

class GatherTest {
    private static final List<Boundary> CONTINUING = List.of(Boundary.clamp(), Boundary.reflect(), Boundary.wrap(), Boundary.zero());

    record Read(Tensor signal, Tensor index) {}

    @Provide
    Arbitrary<Interpolation> kernels() {
        return Arbitraries.of(Interpolation.linear(), Interpolation.catmullRom(), Interpolation.bSpline(), Interpolation.windowedSinc(),
                Interpolation.windowedSinc(4));
    }

    @Provide
    Arbitrary<Boundary> boundaries() {
        return Arbitraries.of(CONTINUING);
    }

    private static double[] uniform(Random random, int n) {
        return random.doubles(n, -1, 1).toArray();
    }

    /** Positions inside and beside the signal, not near a knot. */
    private static double[] positions(Random random, int size, int n) {
        return random.ints(n, -3, size + 3).mapToDouble(cell -> cell + 0.1 + 0.8 * random.nextDouble()).toArray();
    }

    /** In the smooth kernels: the steps of the check cross knots, where a derivative of the others jumps. */
    @Property(tries = 40)
    void gradientsToSecondOrder(@ForAll boolean sinc, @ForAll("boundaries") Boundary boundary, @ForAll @IntRange(min = 2, max = 9) int size,
            @ForAll long seed) {
        Random random = new Random(seed);
        Read at = new Read(Tensor.of(uniform(random, size)), Tensor.of(positions(random, size, 4)));
        Interpolation kernel = sinc ? Interpolation.windowedSinc() : Interpolation.bSpline();
        Report report = GradientCheck.of((Read r) -> Gather.gather(r.signal(), r.index(), kernel, boundary)).seed(seed).at(at);
        assertEquals(Verdict.CORRECT, report.verdict(), report::toString);
    }

    /** Gradient and Hessian against central differences inside a cell, for rows that share positions. */
    @Property(tries = 60)
    void gradientsAreDifferences(@ForAll("kernels") Interpolation kernel, @ForAll("boundaries") Boundary boundary, @ForAll long seed) {
        Random random = new Random(seed);
        Read at = new Read(Tensor.of(uniform(random, 2 * 3 * 5), 2, 3, 5), Tensor.of(positions(random, 5, 4), 2, 2));
        Read v = new Read(Tensor.of(uniform(random, 2 * 3 * 5), 2, 3, 5), Tensor.of(uniform(random, 4), 2, 2));
        Tensor weights = Tensor.of(uniform(random, 2 * 3 * 4), 2, 3, 2, 2);
        Function<Read, Tensor> f = r -> Gather.gather(r.signal(), r.index(), kernel, boundary).times(weights).sum();
        double h = 1e-4;
        Read up = new Read(at.signal().plus(v.signal().times(h)), at.index().plus(v.index().times(h)));
        Read down = new Read(at.signal().minus(v.signal().times(h)), at.index().minus(v.index().times(h)));
        Read gradient = Gradients.grad(f).apply(at);
        assertEquals((f.apply(up).item() - f.apply(down).item()) / (2 * h), inner(gradient, v), 1e-6);
        assertEquals(inner(gradient, v), Gradients.jvp(f, at, v).tangent().item(), 1e-12);
        Read ahead = Gradients.grad(f).apply(up);
        Read behind = Gradients.grad(f).apply(down);
        Read hessian = Gradients.hvp(f, at, v);
        assertArrayEquals(ahead.signal().minus(behind.signal()).times(0.5 / h).toArray(), hessian.signal().toArray(), 1e-5);
        assertArrayEquals(ahead.index().minus(behind.index()).times(0.5 / h).toArray(), hessian.index().toArray(), 1e-5);
        Read reverse = Gradients.grad((Read r) -> {
            Read g = Gradients.grad(f).apply(r);
            return g.signal().times(v.signal()).sum().plus(g.index().times(v.index()).sum());
        }).apply(at);
        assertArrayEquals(hessian.signal().toArray(), reverse.signal().toArray(), 1e-10);
        assertArrayEquals(hessian.index().toArray(), reverse.index().toArray(), 1e-10);
    }

    private static double inner(Read a, Read b) {
        return a.signal().times(b.signal()).sum().item() + a.index().times(b.index()).sum().item();
    }

    @Property(tries = 60)
    void rowsAreReadOneByOne(@ForAll("kernels") Interpolation kernel, @ForAll("boundaries") Boundary boundary, @ForAll long seed) {
        Random random = new Random(seed);
        double[] samples = uniform(random, 15);
        Tensor index = Tensor.of(positions(random, 5, 7));
        double[] all = Gather.gather(Tensor.of(samples, 3, 5), index, kernel, boundary).toArray();
        for (int row = 0; row < 3; row++) {
            Tensor one = Tensor.of(Arrays.copyOfRange(samples, 5 * row, 5 * row + 5));
            assertArrayEquals(Gather.gather(one, index, kernel, boundary).toArray(), Arrays.copyOfRange(all, 7 * row, 7 * row + 7));
        }
    }

    @Property(tries = 60)
    void integersReadTheSamples(@ForAll("kernels") Interpolation kernel, @ForAll("boundaries") Boundary boundary,
            @ForAll @IntRange(min = 1, max = 40) int size, @ForAll long seed) {
        Tensor signal = Tensor.of(uniform(new Random(seed), size));
        assertArrayEquals(signal.toArray(), Gather.gather(signal, Tensor.range(size), kernel, boundary).toArray(), 2e-15);
    }

    /** All arithmetic is f64 even for f32 signals: only the samples and the result are rounded. */
    @Property(tries = 60)
    void f32RoundsOnlyWhatIsStored(@ForAll("kernels") Interpolation kernel, @ForAll("boundaries") Boundary boundary,
            @ForAll @IntRange(min = 1, max = 20) int size, @ForAll long seed) {
        Random random = new Random(seed);
        Tensor narrow = Tensor.of(uniform(random, size)).to(DType.F32);
        Tensor index = Tensor.of(positions(random, size, 9));
        Read wide = new Read(narrow.to(DType.F64), index);
        var f32 = gradients(new Read(narrow, index), kernel, boundary);
        var f64 = gradients(wide, kernel, boundary);
        assertEquals(DType.F32, f32.grad().signal().dtype());
        assertEquals(DType.F64, f32.grad().index().dtype());
        assertArrayEquals(f64.grad().signal().toArray(), f32.grad().signal().toArray(), 1e-5);
        assertArrayEquals(f64.grad().index().toArray(), f32.grad().index().toArray(), 1e-5);
        assertEquals(f64.value().item(), f32.value().item(), 1e-5);
    }

    private static Gradients.ValueAndGrad<Read> gradients(Read at, Interpolation kernel, Boundary boundary) {
        return Gradients.valueAndGrad((Read r) -> Gather.gather(r.signal(), r.index(), kernel, boundary).square().sum()).apply(at);
    }

    @Example
    void anIndexThatIsNaNHarmsNothingElse() {
        Tensor signal = Tensor.of(1, 3, 2);
        for (Boundary boundary : CONTINUING) {
            double[] y = Gather.gather(signal, Tensor.of(Double.NaN, 1), Interpolation.catmullRom(), boundary).toArray();
            assertTrue(Double.isNaN(y[0]) && y[1] == 3);
            var pulled = Gradients.vjp((Tensor s) -> Gather.gather(s, Tensor.of(Double.NaN, 1), Interpolation.catmullRom(), boundary), signal);
            assertArrayEquals(new double[] {0, 5, 0}, pulled.pullback().apply(Tensor.of(7, 5)).toArray());
        }
    }

    @Example
    void strictNamesTheIndexAndTheRange() {
        Tensor signal = Tensor.of(1, 3, 2);
        for (double outside : new double[] {-1e-9, Math.nextUp(2.0), Double.POSITIVE_INFINITY}) {
            AutodiffException e = assertThrows(AutodiffException.class,
                    () -> Gather.gather(signal, Tensor.of(0, outside), Interpolation.bSpline(), Boundary.strict()));
            assertTrue(e.getMessage().contains("index " + outside + " (element 1 of shape [2]) is outside [0, 2]"), e.getMessage());
        }
        assertArrayEquals(new double[] {1, 2, Double.NaN},
                Gather.gather(signal, Tensor.of(0, 2, Double.NaN), Interpolation.linear(), Boundary.strict()).toArray());
    }

    @Example
    void refusesWhatIsNoSignalOrIndex() {
        assertThrows(AutodiffException.class, () -> Gather.gather(Tensor.scalar(1), Tensor.of(0), Interpolation.linear(), Boundary.clamp()));
        assertThrows(AutodiffException.class,
                () -> Gather.gather(Tensor.of(1, 2), Tensor.of(0).to(DType.F32), Interpolation.linear(), Boundary.clamp()));
        assertThrows(AutodiffException.class, () -> Gather.gather(Tensor.of(), Tensor.of(0), Interpolation.bSpline(), Boundary.clamp()));
    }

    @Property(tries = 40)
    void sizeZeroIsLegal(@ForAll("kernels") Interpolation kernel, @ForAll("boundaries") Boundary boundary) {
        for (Tensor signal : new Tensor[] {Tensor.of(1, 2), Tensor.zeros(0), Tensor.zeros(3, 0), Tensor.zeros(0, 4)}) {
            Read at = new Read(signal, Tensor.zeros(0, 2));
            assertEquals(0, Gather.gather(at.signal(), at.index(), kernel, boundary).size());
            var g = gradients(at, kernel, boundary).grad();
            assertEquals(signal.shape(), g.signal().shape());
            assertArrayEquals(new double[signal.size()], g.signal().toArray());
            assertEquals(at.index().shape(), g.index().shape());
        }
    }

    @Property(tries = 40)
    void slopeAndCurvatureAreTheDerivatives(@ForAll("kernels") Interpolation kernel, @ForAll("boundaries") Boundary boundary, @ForAll long seed) {
        Random random = new Random(seed);
        Interpolant y = Interpolant.of(Tensor.of(uniform(random, 6)), kernel, boundary);
        Tensor x = Tensor.of(positions(random, 6, 5));
        assertArrayEquals(Gradients.grad((Tensor t) -> y.at(t).sum()).apply(x).toArray(), y.slope(x).toArray(), 1e-14);
        assertArrayEquals(Gradients.hessianDiagonal(t -> y.at(t).sum(), x).toArray(), y.curvature(x).toArray(), 1e-12);
    }

    @Example
    void linearHasAKinkAtAKnotAndTheSplineHasNot() {
        Tensor signal = Tensor.of(1, 3, 2, 5);
        assertEquals(Verdict.KINK, GradientCheck.of((Tensor x) -> Gather.gather(signal, x, Interpolation.linear(), Boundary.clamp()).sum())
                .firstOrder().at(Tensor.of(1)).verdict());
        assertEquals(Verdict.CORRECT, GradientCheck.of((Tensor x) -> Gather.gather(signal, x, Interpolation.bSpline(), Boundary.clamp()).sum())
                .firstOrder().at(Tensor.of(1)).verdict());
    }
}
