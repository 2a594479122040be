package org.foldgrad.bench.hand;

import java.util.function.BiConsumer;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;

/** One loop for each function, the vector operator a constant in it: the form HotSpot compiles best. */
public final class HandUnary {
    private HandUnary() {}

    /** The loop of {@code function} over {@code double[]}. */
    public static Contender f64(String function, double[][] in) {
        double[] second = in[in.length - 1];
        BiConsumer<double[], double[]> loop = switch (function) {
            case "exp" -> (x, y) -> {
                var s = DoubleVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    DoubleVector.fromArray(s, x, i).lanewise(VectorOperators.EXP).intoArray(y, i);
                }
            };
            case "log" -> (x, y) -> {
                var s = DoubleVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    DoubleVector.fromArray(s, x, i).lanewise(VectorOperators.LOG).intoArray(y, i);
                }
            };
            case "sin" -> (x, y) -> {
                var s = DoubleVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    DoubleVector.fromArray(s, x, i).lanewise(VectorOperators.SIN).intoArray(y, i);
                }
            };
            case "tanh" -> (x, y) -> {
                var s = DoubleVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    DoubleVector.fromArray(s, x, i).lanewise(VectorOperators.TANH).intoArray(y, i);
                }
            };
            case "pow" -> (x, y) -> {
                var s = DoubleVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    DoubleVector.fromArray(s, x, i).lanewise(VectorOperators.POW, DoubleVector.fromArray(s, second, i)).intoArray(y, i);
                }
            };
            default -> throw new IllegalArgumentException("no hand-written loop for " + function);
        };
        return new Doubles(in[0], new double[in[0].length], loop);
    }

    /** The loop of {@code function} over {@code float[]}. */
    public static Contender f32(String function, double[][] in) {
        float[] second = Inputs.floats(in[in.length - 1]);
        BiConsumer<float[], float[]> loop = switch (function) {
            case "exp" -> (x, y) -> {
                var s = FloatVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    FloatVector.fromArray(s, x, i).lanewise(VectorOperators.EXP).intoArray(y, i);
                }
            };
            case "log" -> (x, y) -> {
                var s = FloatVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    FloatVector.fromArray(s, x, i).lanewise(VectorOperators.LOG).intoArray(y, i);
                }
            };
            case "sin" -> (x, y) -> {
                var s = FloatVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    FloatVector.fromArray(s, x, i).lanewise(VectorOperators.SIN).intoArray(y, i);
                }
            };
            case "tanh" -> (x, y) -> {
                var s = FloatVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    FloatVector.fromArray(s, x, i).lanewise(VectorOperators.TANH).intoArray(y, i);
                }
            };
            case "pow" -> (x, y) -> {
                var s = FloatVector.SPECIES_PREFERRED;
                for (int i = 0; i < s.loopBound(x.length); i += s.length()) {
                    FloatVector.fromArray(s, x, i).lanewise(VectorOperators.POW, FloatVector.fromArray(s, second, i)).intoArray(y, i);
                }
            };
            default -> throw new IllegalArgumentException("no hand-written loop for " + function);
        };
        return new Floats(Inputs.floats(in[0]), new float[in[0].length], loop);
    }

    private record Doubles(double[] x, double[] y, BiConsumer<double[], double[]> loop) implements Contender {
        @Override
        public Object step() {
            loop.accept(x, y);
            return y;
        }

        @Override
        public double[] result() {
            return y.clone();
        }
    }

    private record Floats(float[] x, float[] y, BiConsumer<float[], float[]> loop) implements Contender {
        @Override
        public Object step() {
            loop.accept(x, y);
            return y;
        }

        @Override
        public double[] result() {
            return Inputs.doubles(y);
        }
    }
}
