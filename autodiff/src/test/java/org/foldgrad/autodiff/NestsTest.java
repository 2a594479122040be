package org.foldgrad.autodiff;

import static org.foldgrad.autodiff.Gradients.grad;
import static org.foldgrad.autodiff.Gradients.hvp;
import static org.foldgrad.autodiff.Gradients.jvp;
import static org.foldgrad.autodiff.Gradients.vjp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Derivatives within derivatives, parts that are recomputed and functions that work in place, nested at random: values and derivatives are those
 * without the parts and the memory they share.
 */
class NestsTest {
    private static final int N = 3;

    /** The function's value is a tensor of a tape of its own, which is newer than the one that differentiates it, and depends on x all the same. */
    @Test
    void aTapeWithinAFunctionHidesNothing() {
        Tensor at = Tensor.of(1, 2);
        UnaryOperator<Tensor> square = x -> new Tape().watch(x).square();
        assertArrayEquals(new double[] {2, 4}, grad((Tensor x) -> square.apply(x).sum()).apply(at).toArray());
        assertArrayEquals(new double[] {2, 4}, jvp(square, at, Tensor.ones(2)).tangent().toArray());
        assertArrayEquals(new double[] {2, 2}, hvp((Tensor x) -> square.apply(x).sum(), at, Tensor.ones(2)).toArray());
        assertFalse(vjp(square, at).value().isTracked());
        assertEquals(1, Diagnostics.gradientCuts((Tensor x) -> Ops.floor(square.apply(x)).sum(), at).size());
        Tape outer = new Tape();
        Tensor x = outer.watch(at);
        assertArrayEquals(new double[] {2, 4}, outer.gradient(square.apply(x).sum(), x)[0].toArray());
    }

    /** Nests of one seed; {@code plain} ones do without what only saves memory. */
    private record Nests(Random random, boolean plain) {
        private Tensor constant() {
            return Tensor.of(random.doubles(N, -1, 1).toArray());
        }

        private UnaryOperator<Tensor> innermost() {
            Tensor c = constant();
            return switch (random.nextInt(5)) {
                case 0 -> x -> Ops.sin(x).times(c);
                case 1 -> x -> x.square().plus(c).tanh();
                case 2 -> x -> Reduce.softmax(x, 0);
                case 3 -> x -> x.times(x.tanh().sum());
                default -> x -> Layout.flip(x, 0).times(Reduce.logSumExp(x)).tanh();
            };
        }

        /** A function of a vector, nested {@code depth} deep. */
        UnaryOperator<Tensor> nest(int depth) {
            if (depth == 0) {
                return innermost();
            }
            UnaryOperator<Tensor> f = nest(depth - 1);
            Function<Tensor, Tensor> loss = x -> f.apply(x).tanh().sum();
            Tensor c = constant();
            return switch (random.nextInt(12)) {
                case 0 -> saving(Gradients.checkpoint(f), f);
                case 1 -> saving(InPlace.value(f), f);
                case 2 -> x -> f.apply(x.times(0.3)).times(f.apply(x)).plus(c);
                case 3 -> scaled(saving(Gradients.atOnce(loss), loss));
                case 4 -> grad(loss);
                case 5 -> gradientInPlace(loss);
                case 6 -> x -> jvp(f, x, x.tanh()).tangent();
                case 7 -> pulledTwice(f);
                case 8 -> x -> grad((Tensor y) -> f.apply(y.times(x.tanh())).sum()).apply(x);
                case 9 -> onATape(loss);
                case 10 -> saving(Custom.of("custom", in -> f.apply(in[0]), (in, y, ct) -> new Tensor[] {vjp(f, in[0]).pullback().apply(ct)})::on, f);
                default -> states(f);
            };
        }

        private UnaryOperator<Tensor> saving(Function<Tensor, Tensor> f, Function<Tensor, Tensor> same) {
            // the next call may overwrite what works in place: plain values are copied
            return plain ? same::apply : x -> x.isTracked() ? f.apply(x) : f.apply(x).copy();
        }

        private static UnaryOperator<Tensor> scaled(Function<Tensor, Tensor> f) {
            return x -> x.times(f.apply(x)).tanh();
        }

        private UnaryOperator<Tensor> gradientInPlace(Function<Tensor, Tensor> loss) {
            var step = InPlace.valueAndGrad(loss);
            return saving(x -> step.apply(x).grad(), grad(loss));
        }

        private static UnaryOperator<Tensor> pulledTwice(UnaryOperator<Tensor> f) {
            return x -> {
                var at = vjp(f, x);
                return at.pullback().apply(x.tanh()).plus(at.pullback().apply(at.value().tanh()).times(0.5));
            };
        }

        private static UnaryOperator<Tensor> onATape(Function<Tensor, Tensor> loss) {
            return x -> {
                Tape tape = new Tape();
                Tensor watched = tape.watch(x);
                return tape.gradient(loss.apply(watched), watched)[0];
            };
        }

        private UnaryOperator<Tensor> states(UnaryOperator<Tensor> f) {
            Scan.Step<Tensor> step = (p, s, x) -> f.apply(p.plus(s)).tanh().plus(x);
            return x -> {
                Tensor inputs = Layout.stack(0, x, x.tanh(), x.times(0.3), x.sigmoid());
                return (plain ? Scan.states(step, x, x.tanh(), inputs) : Scan.statesRecomputed(step, x, x.tanh(), inputs)).sum(0);
            };
        }
    }

    @Property(tries = 300)
    void areWhatTheyAreWithoutSharingMemory(@ForAll long seed) {
        Function<Tensor, Tensor> expected = loss(new Nests(new Random(seed), true).nest(3));
        Function<Tensor, Tensor> f = loss(new Nests(new Random(seed), false).nest(3));
        Tensor x = Tensor.of(0.3, -0.4, 0.9);
        Tensor d = Tensor.of(0.5, 1, -2);
        Tensor gradient = grad(expected).apply(x);
        close(expected.apply(x), f.apply(x));
        close(gradient, grad(f).apply(x));
        var inPlace = InPlace.valueAndGrad(f);
        inPlace.apply(x.times(2));
        close(gradient, inPlace.apply(x).grad());
        close(gradient.times(d).sum(), jvp(f, x, d).tangent());
        Tensor secondDerivatives = hvp(expected, x, d);
        close(secondDerivatives, hvp(f, x, d));
        close(secondDerivatives, grad((Tensor y) -> grad(f).apply(y).times(d).sum()).apply(x));
    }

    private static Function<Tensor, Tensor> loss(UnaryOperator<Tensor> f) {
        Tensor w = Tensor.of(0.7, -0.2, 1.1);
        return x -> f.apply(x).times(w).sum();
    }

    private static void close(Tensor expected, Tensor actual) {
        double scale = Arrays.stream(expected.toArray()).map(Math::abs).max().orElse(0);
        assertArrayEquals(expected.toArray(), actual.toArray(), 1e-9 * (1 + scale));
    }
}
