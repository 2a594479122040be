package org.foldgrad.autodiff.kernel.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.kernel.Backend;
import org.junit.jupiter.api.Test;

/** Code for the usual element and code for any: which is computed when, and that nobody can tell them apart. */
class UsuallyTest {
    private static final List<Function> GUARDED = List.of(Function.EXP, Function.LOG, Function.LOG1P);
    /** As many as the widest vector has. */
    private static final int LANES = 16;

    @Property(tries = 3)
    void anElementDoesNotDependOnItsNeighbours(@ForAll long seed) {
        Random random = new Random(seed);
        for (Lane lane : Lane.values()) {
            for (Function f : GUARDED) {
                double[] x = nearTheLimits(lane, random);
                double[] beside = Arrays.stream(x).flatMap(v -> DoubleStream.of(v, Double.NEGATIVE_INFINITY)).toArray(); // -∞ needs the general code
                double[] alike = Arrays.stream(x).flatMap(v -> DoubleStream.generate(() -> v).limit(LANES)).toArray();
                double[] expected = run(f, lane, Backend.SCALAR, x);
                for (Backend backend : Backend.available()) {
                    assertArrayEquals(expected, every(2, run(f, lane, backend, beside)), 0, f + " " + lane + " " + backend + " beside -∞");
                    assertArrayEquals(expected, every(LANES, run(f, lane, backend, alike)), 0, f + " " + lane + " " + backend + " among its like");
                }
            }
        }
    }

    /** Numbers of all sizes, of both signs, and many about where results overflow, underflow and become subnormal. */
    private static double[] nearTheLimits(Lane lane, Random random) {
        double overflow = lane.pick(709.78, 88.72);
        double underflow = lane.pick(-745.1, -103.9);
        double subnormal = lane.pick(-708.4, -87.33);
        return IntStream.range(0, 120).mapToDouble(i -> switch (i % 6) {
            case 0 -> overflow + 2 * random.nextGaussian();
            case 1 -> underflow + 2 * random.nextGaussian();
            case 2 -> subnormal + 2 * random.nextGaussian();
            case 3 -> Math.scalb(1 + random.nextDouble(), random.nextInt(lane.pick(2098, 277)) - lane.pick(1074, 149));
            case 4 -> lane.minNormal() * (1 + 0.1 * random.nextGaussian());
            default -> 3 * random.nextGaussian();
        }).toArray();
    }

    private static double[] every(int step, double[] x) {
        return IntStream.range(0, x.length / step).mapToDouble(i -> x[step * i]).toArray();
    }

    private static double[] run(Function f, Lane lane, Backend backend, double[] x) {
        double[] out = new double[x.length];
        Program program = new Program(List.of(new Unary(f, Expr.input(0))), List.of(Sink.WRITE), 1, 0);
        Accuracy.run(program, lane, backend.bits, new double[][] {x}, out);
        return out;
    }

    @Test
    void whatOnlyTheGeneralValueNeedsIsItsOwn() {
        Graph.Builder code = new Graph.Builder();
        Term x = new Term(code, code.input(0));
        Term both = x.times(2);
        Term general = both.times(3);
        Term result = x.usually(1, both.plus(1), general.plus(4));
        int[] owners = code.build(List.of(result.id())).owners();
        assertEquals(result.id(), owners[general.id()]);
        assertEquals(Graph.ALWAYS, owners[both.id()]);
        assertEquals(Graph.ALWAYS, owners[x.id()]);
        int[] shared = code.build(List.of(result.id(), general.id())).owners();
        assertEquals(Graph.ALWAYS, shared[general.id()], "a result is always needed");
    }

    @Test
    void vectorsOfOrdinaryElementsTakeFewerInstructions() {
        for (Function f : GUARDED) {
            Program program = new Program(List.of(new Unary(f, Expr.input(0))), List.of(Sink.WRITE), 1, 0);
            int[] owners = Lower.forVectors(program, Lane.F64).graph().owners();
            long usual = Arrays.stream(owners).filter(o -> o == Graph.ALWAYS).count();
            assertTrue(usual < Lower.forPlainLoop(program, Lane.F64).graph().nodes().size(), f.name());
        }
    }
}
