package org.foldgrad.autodiff.kernel.dense;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Numbers;

class ConvLoopsTest {
    private interface Visitor {
        void at(int x, int w, int y);
    }

    @Provide
    Arbitrary<ConvShape> shapes() {
        Arbitrary<int[]> channels = Combinators.combine(between(1, 2), between(1, 3), between(1, 8), between(1, 8))
                .as((b, g, c, o) -> new int[] {b, g, c, o});
        Arbitrary<Integer> few = between(1, 20);
        Arbitrary<Integer> many = between(50, 150);
        Arbitrary<int[]> taps = Combinators.combine(between(0, 250), Arbitraries.oneOf(few, many), between(1, 4), between(0, 9), between(1, 4))
                .as((n, k, s, p, d) -> new int[] {n, k, s, p, d});
        return Combinators.combine(channels, taps).as((c, t) -> new ConvShape(c[0], c[1], c[2], c[3], t[0], t[1], t[2], t[3], t[4]));
    }

    private static Arbitrary<Integer> between(int from, int to) {
        return Arbitraries.integers().between(from, to);
    }

    @Property(tries = 200)
    void agreeWithTheDefinition(@ForAll("shapes") ConvShape s, @ForAll long seed) {
        check(s, new Random(seed));
    }

    @Example
    void agreeOnLongSignals() {
        check(new ConvShape(1, 1, 1, 1, 20_011, 64, 1, 31, 1), new Random(1));
        check(new ConvShape(1, 1, 2, 1, 18_000, 9, 2, 3, 3), new Random(2));
        check(new ConvShape(1, 1, 300, 7, 700, 3, 1, 1, 1), new Random(3));
        check(new ConvShape(1, 1, 1, 1, 3_000, 5, 1_000_000, 5_000_000, 700), new Random(4));
        check(new ConvShape(1, 1, 1, 1, 3_000, 3, 7, 1_000_000, 1_000_000), new Random(5));
    }

    private static void check(ConvShape s, Random random) {
        double[] x = Numbers.whole(random, s.batch() * s.groups() * s.inputs() * s.length(), 5);
        double[] w = Numbers.whole(random, s.groups() * s.outputs() * s.inputs() * s.taps(), 5);
        double[] y = Numbers.whole(random, s.batch() * s.groups() * s.outputs() * s.outLength(), 5);
        double[] output = y.clone();
        double[] inputGradient = x.clone();
        double[] weightGradient = w.clone();
        visit(s, (i, j, o) -> {
            output[o] += w[j] * x[i];
            inputGradient[i] += w[j] * y[o];
            weightGradient[j] += x[i] * y[o];
        });
        for (Backend backend : new Backend[] {Backend.SCALAR, Backend.chosen()}) {
            double[] result = y.clone();
            ConvLoops.of(x, backend).addOutput(s, x, w, result);
            Numbers.assertSame(output, result, "output " + backend);
            result = x.clone();
            ConvLoops.of(x, backend).addInputGradient(s, w, y, result);
            Numbers.assertSame(inputGradient, result, "input gradient " + backend);
            result = w.clone();
            ConvLoops.of(x, backend).addWeightGradient(s, x, y, result);
            Numbers.assertSame(weightGradient, result, "weight gradient " + backend);
            float[] single = Numbers.floats(y);
            ConvLoops.of(single, backend).addOutput(s, Numbers.floats(x), Numbers.floats(w), single);
            Numbers.assertSame(output, single, "f32 output " + backend);
        }
    }

    /** Every product of the definition, as places in x, w and y. */
    private static void visit(ConvShape s, Visitor v) {
        for (int b = 0; b < s.batch(); b++) {
            for (int g = 0; g < s.groups(); g++) {
                for (int o = 0; o < s.outputs(); o++) {
                    for (int t = 0; t < s.outLength(); t++) {
                        for (int c = 0; c < s.inputs(); c++) {
                            for (int k = 0; k < s.taps(); k++) {
                                int i = t * s.stride() + k * s.dilation() - s.padding();
                                if (i >= 0 && i < s.length()) {
                                    v.at(((b * s.groups() + g) * s.inputs() + c) * s.length() + i,
                                            ((g * s.outputs() + o) * s.inputs() + c) * s.taps() + k,
                                            ((b * s.groups() + g) * s.outputs() + o) * s.outLength() + t);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @Property(tries = 60)
    void everyBackendGivesTheSameBits(@ForAll("shapes") ConvShape s, @ForAll long seed) {
        checkBits(s, new Random(seed));
    }

    @Example
    void everyBackendGivesTheSameBitsForManyTaps() {
        checkBits(new ConvShape(1, 1, 1, 1, 3_000, 150, 1, 9, 1), new Random(1));
        checkBits(new ConvShape(1, 1, 2, 2, 1_500, 70, 2, 5, 2), new Random(2));
        checkBits(new ConvShape(1, 1, 5, 7, 600, 60, 1, 5, 1), new Random(3));
    }

    private static void checkBits(ConvShape s, Random random) {
        double[] x = Numbers.real(random, s.batch() * s.groups() * s.inputs() * s.length());
        double[] w = Numbers.real(random, s.groups() * s.outputs() * s.inputs() * s.taps());
        double[] y = Numbers.real(random, s.batch() * s.groups() * s.outputs() * s.outLength());
        double[][] scalar = all(s, x, w, y, Backend.SCALAR);
        double[][] vector = all(s, x, w, y, Backend.chosen());
        for (int i = 0; i < scalar.length; i++) {
            Numbers.assertSame(scalar[i], vector[i], "result " + i);
        }
    }

    private static double[][] all(ConvShape s, double[] x, double[] w, double[] y, Backend backend) {
        double[][] results = {y.clone(), x.clone(), w.clone()};
        ConvLoops.of(x, backend).addOutput(s, x, w, results[0]);
        ConvLoops.of(x, backend).addInputGradient(s, w, y, results[1]);
        ConvLoops.of(x, backend).addWeightGradient(s, x, y, results[2]);
        return results;
    }
}
