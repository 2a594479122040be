package org.foldgrad.autodiff;

import static org.foldgrad.autodiff.Gradients.grad;
import static org.foldgrad.autodiff.Gradients.jvp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Derivatives of random programs, in which cotangents of every kind meet: those taken backwards are those taken forwards. */
class RandomProgramsTest {
    private static final Tensor X = Tensor.of(0.3, -0.4, 0.9);
    private static final Tensor DX = Tensor.of(0.5, 1, -2);
    private static final Tensor W = Tensor.scalar(0.7);
    private static final Tensor ONE = Tensor.scalar(1);

    /** A program of a vector and a number; each step makes a number or a vector of those there are. */
    private static final class Program {
        private final Random random;
        private final List<Tensor> numbers = new ArrayList<>();
        private final List<Tensor> vectors = new ArrayList<>();

        Program(long seed, Tensor x, Tensor w) {
            random = new Random(seed);
            numbers.addAll(List.of(x.sum(), w));
            vectors.addAll(List.of(x, x.times(Tensor.of(1, 2, 3)), x.times(w)));
        }

        private static Tensor any(List<Tensor> of, Random random) {
            return of.get(random.nextInt(of.size()));
        }

        private void step() {
            Tensor p = any(numbers, random);
            Tensor q = any(numbers, random);
            Tensor u = any(vectors, random);
            Tensor v = any(vectors, random);
            List<Supplier<Tensor>> toNumber = List.of(p::tanh, p::sum, () -> p.times(q).tanh(), () -> p.reshape(1).reshape(),
                    () -> Catalogue.ABS.summed().on(p), () -> Catalogue.SQUARE.summed().on(p.tanh()), () -> u.tanh().sum(), () -> u.tanh().sum(0),
                    () -> Catalogue.SIN.summed().on(u), () -> Products.dot(u.tanh(), v.tanh()), () -> u.slice(0, 1, 2).reshape(),
                    () -> Gradients.atOnce((Tensor y) -> y.tanh().times(y).sum()).apply(u));
            List<Supplier<Tensor>> toVector = List.of(() -> u.plus(v), () -> u.times(p).tanh(), () -> p.broadcastTo(3).sigmoid(),
                    () -> Layout.stack(0, p, q, p).sigmoid(), () -> Layout.concat(0, u, v).slice(0, 2, 5), () -> Cumulative.sum(u, 0).tanh(),
                    () -> Reduce.softmax(u, 0), () -> u.exp().tanh(), () -> Layout.flip(u, 0), () -> Layout.take(u, 0, 2, 2, 0),
                    () -> Gradients.checkpoint((Tensor y) -> y.tanh().times(y)).apply(u));
            if (random.nextBoolean()) {
                numbers.add(toNumber.get(random.nextInt(toNumber.size())).get());
            } else {
                vectors.add(toVector.get(random.nextInt(toVector.size())).get());
            }
        }

        /** The sum of all that {@code steps} steps leave: in one array, or term by term. */
        Tensor run(int steps) {
            for (int k = 0; k < steps; k++) {
                step();
            }
            List<Tensor> all = new ArrayList<>(vectors);
            numbers.forEach(t -> all.add(t.reshape(1)));
            return random.nextBoolean() ? Layout.concat(0, all.toArray(Tensor[]::new)).sum(0)
                    : all.stream().map(Tensor::sum).reduce(numbers.getLast(), Tensor::plus);
        }
    }

    private static Tensor f(long seed, Tensor x, Tensor w) {
        return new Program(seed, x, w).run(8);
    }

    @Property(tries = 400)
    void theGradientIsTheDerivativeForwards(@ForAll long seed) {
        close(jvp((Tensor x) -> f(seed, x, W), X, DX).tangent(), grad((Tensor x) -> f(seed, x, W)).apply(X).times(DX).sum());
        close(jvp((Tensor w) -> f(seed, X, w), W, ONE).tangent(), grad((Tensor w) -> f(seed, X, w)).apply(W));
        // of one number, which steps of numbers add to
        close(jvp((Tensor w) -> f(seed, X.times(w), w), W, ONE).tangent(), grad((Tensor w) -> f(seed, X.times(w), w)).apply(W));
    }

    /** d/dw of the derivative by x in the direction DX. */
    @Property(tries = 400)
    void mixedSecondDerivativesAreThoseForwards(@ForAll long seed) {
        Tensor expected = jvp((Tensor w) -> jvp((Tensor x) -> f(seed, x, w), X, DX).tangent(), W, ONE).tangent();
        close(expected, grad((Tensor w) -> grad((Tensor x) -> f(seed, x, w)).apply(X).times(DX).sum()).apply(W));
        close(expected, jvp((Tensor w) -> grad((Tensor x) -> f(seed, x, w)).apply(X).times(DX).sum(), W, ONE).tangent());
        close(expected, grad((Tensor w) -> jvp((Tensor x) -> f(seed, x, w), X, DX).tangent()).apply(W));
    }

    private static void close(Tensor expected, Tensor actual) {
        assertEquals(expected.item(), actual.item(), 1e-9 * (1 + Math.abs(expected.item())));
    }
}
