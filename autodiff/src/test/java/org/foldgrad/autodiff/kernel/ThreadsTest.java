package org.foldgrad.autodiff.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadsTest {
    private static final double NANOS = 0.5;
    private static final int PART = Parallel.elements(1, NANOS);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void partsAreAsManyAsAskedAndNoneIsShort(int threads) {
        AtomicInteger parts = new AtomicInteger();
        AtomicInteger elements = new AtomicInteger();
        Parallel.on(threads, () -> {
            Threads.run(5, 5 + 8 * PART + 3, NANOS, (from, to) -> {
                parts.incrementAndGet();
                elements.addAndGet(to - from);
                assertTrue(to - from >= PART);
            });
            return null;
        });
        assertEquals(threads, parts.get());
        assertEquals(8 * PART + 3, elements.get());
    }

    @Test
    void whatIsSoonDoneStaysOnTheCallingThread() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger parts = new AtomicInteger();
        Parallel.on(7, () -> {
            Threads.run(0, 2 * PART - 1, NANOS, (from, to) -> {
                seen.add(Thread.currentThread());
                parts.incrementAndGet();
            });
            return null;
        });
        assertEquals(Set.of(Thread.currentThread()), seen);
        assertEquals(1, parts.get());
    }

    @Test
    void theLongestRangeIsCutIntoEqualParts() {
        Set<List<Integer>> parts = ConcurrentHashMap.newKeySet();
        Parallel.on(4, () -> {
            Threads.run(0, Integer.MAX_VALUE, NANOS, (from, to) -> parts.add(List.of(from, to)));
            return null;
        });
        assertEquals(Set.of(List.of(0, 536870911), List.of(536870911, 1073741823), List.of(1073741823, 1610612735),
            List.of(1610612735, Integer.MAX_VALUE)), parts);
    }

    @Test
    void fewCostlyElementsAreNotCutFurther() {
        Set<List<Integer>> parts = ConcurrentHashMap.newKeySet();
        Parallel.on(7, () -> {
            Threads.run(0, 3, Threads.LEAST, (from, to) -> parts.add(List.of(from, to)));
            return null;
        });
        assertEquals(Set.of(List.of(0, 1), List.of(1, 2), List.of(2, 3)), parts);
    }

    @Test
    void everyElementOfEveryRowIsInOnePart() {
        int n = PART / 3;
        AtomicIntegerArray times = new AtomicIntegerArray(10 * n);
        Parallel.on(3, () -> {
            Threads.runRows(10, n, NANOS, (row, from, to) -> {
                for (int i = from; i < to; i++) {
                    times.incrementAndGet(row * n + i);
                }
            });
            return null;
        });
        for (int i = 0; i < times.length(); i++) {
            assertEquals(1, times.get(i));
        }
    }

    @Test
    void whatAPartThrowsReachesTheCaller() {
        for (int part = 0; part < 3; part++) {
            int bad = part * PART;
            assertThrows(IllegalStateException.class, () -> Parallel.on(3, () -> {
                Threads.run(0, 3 * PART, NANOS, (from, to) -> {
                    if (from == bad) {
                        throw new IllegalStateException("part from " + from);
                    }
                });
                return null;
            }));
        }
    }

    @Test
    void aNumberOfThreadsIsPositive() {
        assertThrows(IllegalArgumentException.class, () -> Threads.use(0));
    }
}
