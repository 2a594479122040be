package org.foldgrad.autodiff.kernel.emit;

import static org.foldgrad.autodiff.expr.Expr.constant;
import static org.foldgrad.autodiff.expr.Expr.input;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.expr.Eval;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Expr.Operator;
import org.foldgrad.autodiff.expr.Expr.Relation;
import org.foldgrad.autodiff.expr.Exprs;
import org.foldgrad.autodiff.kernel.Backend;
import org.junit.jupiter.api.Test;

/** Emitted loops against {@link Eval}, bit for bit, for programs of correctly rounded operations. */
class EmitTest {
    private static final double[] SPECIAL = {0.0, -0.0, 1, -1, 0.5, -2.5, 0.49999999999999994, Double.MIN_VALUE, -Double.MIN_NORMAL, 0x1p52 + 1, 0x1.8p51,
        -0x1p60, Double.MAX_VALUE, 1e10, 0x1p30, -800, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};

    @Property(tries = 60)
    void randomProgramsMatchTheOracleBitForBit(@ForAll Random random, @ForAll @IntRange(max = 70) int n, @ForAll @IntRange(max = 9) int from) {
        Program program = program(random, 3);
        double[][] in = IntStream.range(0, 3).mapToObj(k -> values(random, program.isScalar(k) ? 1 : from + n + 3)).toArray(double[][]::new);
        double[][] before = IntStream.range(0, program.sinks().size()).mapToObj(j -> values(random, from + n + 3)).toArray(double[][]::new);
        double[][] expected = oracle(program, in, before, from, from + n);
        for (Kernel<double[]> kernel : kernels(program)) {
            double[][] out = copy(before);
            kernel.run(in, out, from, from + n);
            for (int j = 0; j < out.length; j++) {
                assertArrayEquals(bits(expected[j]), bits(out[j]), () -> outputs + " " + program.sinks());
            }
        }
    }

    @Property(tries = 60)
    void pointsMatchTheOracleBitForBit(@ForAll Random random) {
        program(random, 3);
        Program program = new Program(outputs, Collections.nCopies(outputs.size(), Sink.WRITE), 3, 0);
        atAPoint(program, new double[][] {values(random, 1), values(random, 1), values(random, 1)});
    }

    @Test
    void longProgramsHavePointsToo() {
        Expr e = input(0);
        for (int k = 0; k < 300; k++) {
            e = e.times(input(1)).plus(k);
        }
        outputs = List.of(e, e.plus(input(1)));
        atAPoint(new Program(outputs, List.of(Sink.WRITE, Sink.WRITE), 2, 0), new double[][] {{0.3}, {-0.99}});
    }

    private void atAPoint(Program program, double[][] in) {
        double[][] expected = oracle(program, in, new double[outputs.size()][1], 0, 1);
        double[] out = new double[outputs.size()];
        Kernels.point(program).at(Arrays.stream(in).mapToDouble(x -> x[0]).toArray(), out);
        for (int j = 0; j < out.length; j++) {
            assertEquals(expected[j][0], out[j]);
        }
    }

    @Property(tries = 30)
    void sumsHaveOneOrderOnEveryBackend(@ForAll Random random) {
        outputs = List.of(input(0), input(0).times(input(1)));
        Program program = new Program(outputs, List.of(Sink.SUM, Sink.SUM), 2, 0);
        List<Kernel<double[]>> kernels = kernels(program);
        List<Kernel<float[]>> floats = widths().stream().map(bits -> EmitTest.<float[]>kernel(program, Lane.F32, bits)).toList();
        for (int n = 0; n <= 100; n++) {
            double[][] in = {random.doubles(n + 3, -1, 1).toArray(), random.doubles(n + 3, -1, 1).toArray()};
            double[][] expected = oracle(program, in, new double[2][1], 3, n + 3);
            for (Kernel<double[]> kernel : kernels) {
                double[][] out = new double[2][1];
                kernel.run(in, out, 3, n + 3);
                assertArrayEquals(expected, out);
            }
            float[][] narrow = {narrow(in[0]), narrow(in[1])};
            float[][] first = new float[2][1];
            floats.getFirst().run(narrow, first, 3, n + 3);
            for (Kernel<float[]> kernel : floats) {
                float[][] out = new float[2][1];
                kernel.run(narrow, out, 3, n + 3);
                assertArrayEquals(first, out);
            }
        }
    }

    private List<Expr> outputs;

    private Program program(Random random, int inputs) {
        return program(random, inputs, () -> Exprs.exact(random, inputs, 4));
    }

    private Program program(Random random, int inputs, Supplier<Expr> output) {
        outputs = new ArrayList<>();
        List<Sink> sinks = new ArrayList<>();
        for (int j = 0; j <= random.nextInt(3); j++) {
            outputs.add(output.get());
            sinks.add(Sink.values()[random.nextInt(3)]);
        }
        return new Program(outputs, sinks, inputs, random.nextInt(1 << inputs));
    }

    private double[][] oracle(Program p, double[][] in, double[][] before, int from, int to) {
        double[][] out = copy(before);
        for (int j = 0; j < out.length; j++) {
            double[] partials = new double[32];
            for (int i = from; i < to; i++) {
                int at = i;
                double value = Eval.at(outputs.get(j), IntStream.range(0, in.length).mapToDouble(k -> in[k][p.isScalar(k) ? 0 : at]).toArray());
                switch (p.sinks().get(j)) {
                    case WRITE -> out[j][i] = value;
                    case ADD -> out[j][i] += value;
                    case SUM -> partials[(i - from) % 32] += value;
                }
            }
            if (p.sinks().get(j) == Sink.SUM) {
                for (int half = 16; half > 0; half /= 2) {
                    for (int k = 0; k < half; k++) {
                        partials[k] += partials[k + half];
                    }
                }
                out[j][0] = partials[0];
            }
        }
        return out;
    }

    @Property(tries = 40)
    void scalarAndVectorLoopsOverFloatsAgreeBitForBit(@ForAll Random random, @ForAll @IntRange(max = 140) int n) {
        Program program = program(random, 2, () -> random.nextBoolean() ? Exprs.exact(random, 2, 4) : Exprs.inlined(random, 2));
        float[][] in = {floats(random, n + 1), floats(random, n + 1)};
        float[][] expected = null;
        for (int bits : widths()) {
            float[][] out = IntStream.range(0, program.sinks().size()).mapToObj(j -> in[0].clone()).toArray(float[][]::new);
            EmitTest.<float[]>kernel(program, Lane.F32, bits).run(in, out, 0, n);
            expected = expected == null ? out : expected;
            for (int j = 0; j < out.length; j++) {
                assertArrayEquals(bits(expected[j]), bits(out[j]), () -> bits + " bits: " + outputs + " " + program.sinks());
            }
        }
    }

    @Property(tries = 40)
    void scalarAndVectorLoopsOverDoublesAgreeBitForBit(@ForAll Random random, @ForAll @IntRange(max = 140) int n) {
        Program program = program(random, 2, () -> Exprs.inlined(random, 2));
        double[][] in = {values(random, n + 1), values(random, n + 1)};
        double[][] expected = null;
        for (Kernel<double[]> kernel : kernels(program)) {
            double[][] out = IntStream.range(0, program.sinks().size()).mapToObj(j -> in[0].clone()).toArray(double[][]::new);
            kernel.run(in, out, 0, n);
            expected = expected == null ? out : expected;
            for (int j = 0; j < out.length; j++) {
                assertArrayEquals(bits(expected[j]), bits(out[j]), () -> outputs + " " + program.sinks());
            }
        }
    }

    @Test
    void aKernelThatWarmsUpKeepsItsResultsAndEndsOnVectors() {
        Program program = new Program(List.of(Expr.sin(input(0)), Expr.exp(input(0))), List.of(Sink.WRITE, Sink.SUM), 1, 0);
        double[][] in = {values(new Random(1), 1001)};
        Kernel<double[]> vectors = Emit.vector(program, Lane.F64, widths().getLast());
        Warming<double[]> kernel = new Warming<>(Emit.scalar(program, Lane.F64), () -> vectors, program, Lane.F64, 0);
        double[][] first = {new double[1001], new double[1]};
        kernel.run(in, first, 0, 1001);
        int afterwards = 0;
        while (afterwards < 3) {
            double[][] out = {new double[1001], new double[1]};
            kernel.run(in, out, 0, 1001);
            assertArrayEquals(bits(first[0]), bits(out[0]));
            assertArrayEquals(bits(first[1]), bits(out[1]));
            afterwards += kernel.settled() != null ? 1 : 0;
        }
        assertSame(vectors, kernel.settled());
    }

    @Test
    void anOutputMayBeAnInput() {
        Expr a = input(0);
        Expr b = input(1);
        Program program = new Program(List.of(a.times(b), a.plus(b)), List.of(Sink.WRITE, Sink.ADD), 2, 0);
        for (Kernel<double[]> kernel : kernels(program)) {
            double[] x = IntStream.range(0, 37).mapToDouble(i -> i).toArray();
            double[] y = IntStream.range(0, 37).mapToDouble(i -> 2 * i - 7).toArray();
            kernel.run(new double[][] {x, y}, new double[][] {x, y}, 0, 37);
            for (int i = 0; i < 37; i++) {
                assertEquals(i * (2.0 * i - 7), x[i]);
                assertEquals(2.0 * i - 7 + (i + (2.0 * i - 7)), y[i]);
            }
        }
    }

    @Test
    void equalProgramsShareAKernel() {
        Program one = new Program(List.of(input(0).plus(input(1))), List.of(Sink.WRITE), 2, 0);
        Program same = new Program(List.of(input(0).plus(input(1))), List.of(Sink.WRITE), 2, 0);
        assertEquals(Kernels.f64(one), Kernels.f64(same));
    }

    @Test
    void commonSubexpressionsAreComputedOnce() {
        Expr square = input(0).square();
        Expr again = input(0).square();
        Graph graph = Graph.of(List.of(square.plus(again), again.plus(constant(1)), new Expr.Binary(Operator.ADD, constant(1), square)));
        assertEquals(3, graph.size());
        Expr chain = input(0);
        for (int i = 0; i < 100; i++) {
            chain = chain.plus(chain);
        }
        assertEquals(100, Graph.of(List.of(chain)).size());
    }

    @Test
    void programsThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Program(List.of(input(0)), List.of(), 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Program(List.of(input(1)), List.of(Sink.WRITE), 1, 0));
    }

    private static List<Kernel<double[]>> kernels(Program program) {
        return widths().stream().map(bits -> EmitTest.<double[]>kernel(program, Lane.F64, bits)).toList();
    }

    private static <A> Kernel<A> kernel(Program program, Lane lane, int bits) {
        return bits == 0 ? Emit.scalar(program, lane) : Emit.vector(program, lane, bits);
    }

    private static List<Integer> widths() {
        return Backend.available().stream().map(b -> b.bits).toList();
    }

    private static double[] values(Random random, int n) {
        return random.doubles(n, -3, 3).map(x -> random.nextInt(4) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : x).toArray();
    }

    private static float[] floats(Random random, int n) {
        return narrow(values(random, n));
    }

    private static float[] narrow(double[] x) {
        float[] result = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (float) x[i];
        }
        return result;
    }

    private static double[][] copy(double[][] arrays) {
        return Arrays.stream(arrays).map(double[]::clone).toArray(double[][]::new);
    }

    private static long[] bits(double[] x) {
        return Arrays.stream(x).mapToLong(Double::doubleToLongBits).toArray();
    }

    private static int[] bits(float[] x) {
        return IntStream.range(0, x.length).map(i -> Float.floatToIntBits(x[i])).toArray();
    }
}
