package org.foldgrad.pitch.track;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.foldgrad.pitch.audio.Audio;

/**
 * A synthetic voice whose glottal closures are known exactly: the derivative of the flow falls along a parabola from the glottis' opening to
 * its closing (Klatt and Klatt 1990), then through two resonators, the first of which moves.
 *
 * @param audio    16 kHz
 * @param closures seconds
 */
record Voice(Audio audio, double[] closures) {
    private static final double RATE = 16_000;
    private static final double OPEN = 0.6;

    /**
     * @param hz    f0 against seconds
     * @param noise white noise's power as a share of the voice's
     */
    static Voice of(double seconds, DoubleUnaryOperator hz, double noise, long seed) {
        double[] flow = new double[(int) (RATE * seconds)];
        double[] closures = new double[flow.length];
        int count = 0;
        for (double t = 0.1; t < seconds - 0.1; ) {
            double period = 1 / hz.applyAsDouble(t + 0.5 / hz.applyAsDouble(t)); // f0 in the cycle's middle
            double closure = t + OPEN * period;
            for (int n = (int) Math.ceil(t * RATE); n < (t + period) * RATE && n < flow.length; n++) {
                double u = (n / RATE - t) / (OPEN * period);
                // the last sample counts as far as the closure lies after it, or timing would be to the sample
                flow[n] = (2 * u - 3 * u * u) * Math.max(0, Math.min(1, (closure - n / RATE) * RATE + 0.5));
            }
            closures[count++] = closure;
            t += period;
        }
        double[] x = resonate(resonate(flow, t -> 600 + 250 * Math.sin(2 * Math.PI * 1.5 * t), 80), t -> 1500, 120);
        double rms = Math.sqrt(Arrays.stream(x).map(v -> v * v).average().orElseThrow());
        Random random = new Random(seed);
        return new Voice(new Audio(Arrays.stream(x).map(v -> 0.1 * (v / rms + Math.sqrt(noise) * random.nextGaussian())).toArray(), RATE),
            Arrays.copyOf(closures, count));
    }

    private static double[] resonate(double[] x, DoubleUnaryOperator hz, double bandwidth) {
        double[] y = new double[x.length];
        double r = Math.exp(-Math.PI * bandwidth / RATE);
        for (int n = 2; n < x.length; n++) {
            y[n] = x[n] + 2 * r * Math.cos(2 * Math.PI * hz.applyAsDouble(n / RATE) / RATE) * y[n - 1] - r * r * y[n - 2];
        }
        return y;
    }
}
