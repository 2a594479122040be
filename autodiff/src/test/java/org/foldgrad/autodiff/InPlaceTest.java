package org.foldgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foldgrad.autodiff.Gradients.ValueAndGrad;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;
import org.foldgrad.autodiff.random.Key;
import org.junit.jupiter.api.Test;

class InPlaceTest {
    private static final int N = 300; // longer than what a pool does not keep

    /** Losses whose gradients come about in different ways: made once, added to, handed on as they are, viewed, scattered, zero. */
    private static final List<Function<Tensor[], Tensor>> LOSSES = List.of(
            p -> p[0].times(p[1]).sum(),
            p -> p[0].times(p[0]).plus(p[0].tanh()).sum().plus(p[1].sum()),
            p -> p[0].plus(p[1]).exp().sum(),
            p -> p[0].reshape(2, N / 2).transpose().square().sum().times(p[1].mean()),
            p -> Gather.gather(p[0], p[1].times(N), Interpolation.linear(), Boundary.clamp()).square().sum(),
            p -> Reduce.softmax(p[0].reshape(3, N / 3), 1).square().sum(),
            p -> p[1].sum(),
            p -> p[0].sum().times(3.0));

    @Provide
    Arbitrary<List<Function<Tensor[], Tensor>>> series() {
        return Arbitraries.of(LOSSES).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 100)
    void valueAndGradientAreThoseOfTheHeap(@ForAll("series") List<Function<Tensor[], Tensor>> series, @ForAll long seed) {
        int[] at = {0};
        Function<Tensor[], ValueAndGrad<Tensor[]>> inPlace = InPlace.valueAndGrad(p -> series.get(at[0]).apply(p));
        for (at[0] = 0; at[0] < series.size(); at[0]++) {
            Tensor[] p = {random(seed + at[0]), random(~seed - at[0])};
            ValueAndGrad<Tensor[]> expected = Gradients.valueAndGrad(series.get(at[0])).apply(p);
            ValueAndGrad<Tensor[]> actual = inPlace.apply(p);
            assertEquals(expected.value().item(), actual.value().item());
            for (int i = 0; i < p.length; i++) {
                assertArrayEquals(expected.grad()[i].toArray(), actual.grad()[i].toArray());
            }
        }
    }

    @Test
    void stepsMakeNoArrays() {
        Tensor x = random(1);
        Function<Tensor, ValueAndGrad<Tensor>> step = InPlace.valueAndGrad(t -> t.tanh().times(t).sum());
        Function<Tensor, Tensor> exp = InPlace.value(t -> t.times(2.0).exp());
        assertFewArrays(() -> step.apply(x).grad());
        assertFewArrays(() -> exp.apply(x));
        Gradients.grad((Tensor t) -> t.times(exp.apply(x)).sum()).apply(x); // the tape takes that result, and its memory, for good
        assertFewArrays(() -> exp.apply(x));
    }

    /** Those of one step may take turns. */
    private static void assertFewArrays(Supplier<Tensor> result) {
        Set<double[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int k = 0; k < 40; k++) {
            arrays.add(result.get().doubles());
        }
        assertTrue(arrays.size() < 10, "40 steps gave " + arrays.size() + " arrays");
    }

    @Test
    void aResultIsRefusedAfterTheNextCall() {
        Function<Tensor, ValueAndGrad<Tensor>> step = InPlace.valueAndGrad(x -> x.square().sum());
        Function<Tensor, Tensor> exp = InPlace.value(Tensor::exp);
        Tensor x = random(1);
        Tensor gradient = step.apply(x).grad();
        Tensor copy = gradient.copy();
        Tensor value = exp.apply(x);
        Tensor computed = gradient.plus(value);
        double[] before = computed.toArray();
        step.apply(random(2));
        exp.apply(random(2));
        for (Tensor stale : List.of(gradient, value)) {
            AutodiffException e = assertThrows(AutodiffException.class, () -> stale.plus(1));
            assertTrue(e.getMessage().contains("after the next call of a function that works in place"), e.getMessage());
        }
        assertArrayEquals(x.times(2.0).toArray(), copy.toArray());
        assertArrayEquals(before, computed.toArray());
    }

    @Test
    void descentGoesTheSameWay() {
        Function<Tensor, Tensor> loss = x -> x.minus(0.25).square().times(x).sum();
        Function<Tensor, ValueAndGrad<Tensor>> inPlace = InPlace.valueAndGrad(loss);
        Function<Tensor, ValueAndGrad<Tensor>> heap = Gradients.valueAndGrad(loss);
        Tensor x = random(3);
        Tensor y = x;
        for (int k = 0; k < 20; k++) {
            x = x.minus(inPlace.apply(x).grad().times(0.1));
            y = y.minus(heap.apply(y).grad().times(0.1));
        }
        assertArrayEquals(y.toArray(), x.toArray());
    }

    @Test
    void whatATapeRecordedStays() {
        Function<Tensor, Tensor> exp = InPlace.value(Tensor::exp);
        Tensor x = random(4);
        Tensor slope = Gradients.grad((Tensor t) -> {
            Tensor y = t.times(exp.apply(x)).sum();
            exp.apply(random(5));
            return y;
        }).apply(random(6));
        assertArrayEquals(x.exp().toArray(), slope.toArray());
    }

    /** The tape records the part as one operation, and its value as that operation's. */
    @Test
    void theValueOfAPartThatWorksInPlaceStays() {
        Function<Tensor, Tensor> part = Gradients.checkpoint(InPlace.value(Tensor::exp));
        Tensor x = random(10);
        Tensor slope = Gradients.grad((Tensor t) -> part.apply(t).times(part.apply(t.times(2))).sum()).apply(x);
        assertArrayEquals(x.times(3).exp().times(3).toArray(), slope.toArray(), 1e-10);
    }

    @Test
    void viewsOfAResultStay() {
        Function<Tensor, Tensor> exp = InPlace.value(Tensor::exp);
        Tensor x = random(10);
        Tensor first = exp.apply(x);
        List<Tensor> made = List.of(first.reshape(2, N / 2), first.to(DType.F64), first.reshape(1, N).sum(0));
        exp.apply(random(11));
        made.forEach(t -> assertArrayEquals(x.exp().toArray(), t.toArray()));
    }

    @Test
    void derivativesOfItAreTaken() {
        Function<Tensor, ValueAndGrad<Tensor>> inner = InPlace.valueAndGrad(x -> x.square().times(x).sum());
        Function<Tensor, Tensor> exp = InPlace.value(Tensor::exp);
        Tensor x = random(7);
        assertArrayEquals(x.times(6.0).toArray(), Gradients.grad((Tensor t) -> inner.apply(t).grad().sum()).apply(x).toArray(), 1e-12);
        assertArrayEquals(x.exp().toArray(), Gradients.grad((Tensor t) -> exp.apply(t).sum()).apply(x).toArray());
    }

    @Test
    void threadsHaveResultsOfTheirOwn() {
        Function<Tensor, Tensor> exp = InPlace.value(Tensor::exp);
        Tensor here = exp.apply(random(8));
        double[] before = here.toArray();
        Tensor there = CompletableFuture.supplyAsync(() -> exp.apply(random(9))).join();
        assertNotSame(here.doubles(), there.doubles());
        assertArrayEquals(before, here.toArray());
    }

    private static Tensor random(long seed) {
        return Key.of(seed).uniform(N);
    }
}
