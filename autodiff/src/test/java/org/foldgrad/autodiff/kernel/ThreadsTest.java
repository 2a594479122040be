package org.foldgrad.autodiff.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.foldgrad.autodiff.expr.Expr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadsTest {
    static Stream<Backend> backends() {
        return Backend.available().stream();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyNumberOfThreadsGivesTheSameBits(Backend backend) {
        Expr product = Expr.input(0).times(Expr.input(1));
        Program program = new Program(List.of(product, product), List.of(Sink.WRITE, Sink.ADD), 2, 2);
        Kernel<double[]> kernel = backend == Backend.SCALAR ? Emit.scalar(program, Lane.F64) : Emit.vector(program, Lane.F64, backend.bits);
        for (int threads : new int[] {2, 3, 7}) {
            for (int parts : new int[] {1, 2, 3, 7, 8}) {
                for (int beyond : new int[] {-1, 0, 1, 9}) {
                    int from = 3;
                    int to = from + parts * Threads.LEAST + beyond;
                    assertArrayEquals(results(kernel, from, to), results(new Threaded<>(kernel, threads), from, to));
                }
            }
        }
    }

    private static double[] results(Kernel<double[]> kernel, int from, int to) {
        double[] x = Numbers.real(new Random(5), to + 10);
        double[] sum = Numbers.real(new Random(6), to + 10);
        kernel.run(new double[][] {x, {1.0 / 3}}, new double[][] {x, sum}, from, to); // the first output in place
        double[] all = Arrays.copyOf(x, 2 * x.length);
        System.arraycopy(sum, 0, all, x.length, x.length);
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void partsAreAsManyAsAskedAndNoneIsShort(int threads) {
        AtomicInteger parts = new AtomicInteger();
        AtomicInteger elements = new AtomicInteger();
        Threads.run(threads, 5, 5 + 8 * Threads.LEAST + 3, (from, to) -> {
            parts.incrementAndGet();
            elements.addAndGet(to - from);
            assertTrue(to - from >= Threads.LEAST);
        });
        assertEquals(threads, parts.get());
        assertEquals(8 * Threads.LEAST + 3, elements.get());
    }

    @Test
    void aShortRangeStaysOnTheCallingThread() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger parts = new AtomicInteger();
        Threads.run(7, 0, 2 * Threads.LEAST - 1, (from, to) -> {
            seen.add(Thread.currentThread());
            parts.incrementAndGet();
        });
        assertEquals(Set.of(Thread.currentThread()), seen);
        assertEquals(1, parts.get());
    }

    @Test
    void whatAPartThrowsReachesTheCaller() {
        for (int part = 0; part < 3; part++) {
            int bad = part * Threads.LEAST;
            assertThrows(IllegalStateException.class, () -> Threads.run(3, 0, 3 * Threads.LEAST, (from, to) -> {
                if (from == bad) {
                    throw new IllegalStateException("part from " + from);
                }
            }));
        }
    }

    @Test
    void sumsStayOnOneThread() {
        Program sum = new Program(List.of(Expr.input(0)), List.of(Sink.SUM), 1, 0);
        int n = 3 * Threads.LEAST + 1;
        double[] x = Numbers.real(new Random(7), n);
        double[][] one = {new double[1]};
        double[][] made = {new double[1]};
        Emit.<double[]>scalar(sum, Lane.F64).run(new double[][] {x}, one, 0, n);
        Kernels.f64(sum, Backend.SCALAR).run(new double[][] {x}, made, 0, n);
        assertArrayEquals(one[0], made[0]);
    }
}
