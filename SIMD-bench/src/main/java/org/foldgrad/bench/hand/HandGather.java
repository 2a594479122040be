package org.foldgrad.bench.hand;

import org.foldgrad.bench.Contender;
import org.foldgrad.bench.Inputs;

/** Linear interpolation of a signal at real positions, a scalar loop: value, and gradients of {@code sum(value²)/2}. */
public final class HandGather implements Contender {
    private final double[] signal;
    private final double[] index;
    private final double[] value;
    private final double[] toIndex;
    private final double[] toSignal;

    /** Reads {@code in[0]} at {@code in[1]}; makes the gradients asked for. */
    public HandGather(double[][] in, boolean gradientToIndex, boolean gradientToSignal) {
        signal = in[0];
        index = in[1];
        value = new double[index.length];
        toIndex = new double[gradientToIndex ? index.length : 0];
        toSignal = new double[gradientToSignal ? signal.length : 0];
    }

    @Override
    public Object step() {
        if (toSignal.length > 0) {
            java.util.Arrays.fill(toSignal, 0);
            both();
        } else if (toIndex.length > 0) {
            toIndex();
        } else {
            forward();
        }
        return value;
    }

    private void forward() {
        for (int i = 0; i < index.length; i++) {
            int k = (int) index[i];
            value[i] = Math.fma(index[i] - k, signal[k + 1] - signal[k], signal[k]);
        }
    }

    private void toIndex() {
        for (int i = 0; i < index.length; i++) {
            int k = (int) index[i];
            double slope = signal[k + 1] - signal[k];
            double v = Math.fma(index[i] - k, slope, signal[k]);
            value[i] = v;
            toIndex[i] = v * slope;
        }
    }

    private void both() {
        for (int i = 0; i < index.length; i++) {
            int k = (int) index[i];
            double f = index[i] - k;
            double slope = signal[k + 1] - signal[k];
            double v = Math.fma(f, slope, signal[k]);
            value[i] = v;
            toIndex[i] = v * slope;
            toSignal[k] += v * (1 - f);
            toSignal[k + 1] += v * f;
        }
    }

    @Override
    public double[] result() {
        return Inputs.flat(value, toIndex, toSignal);
    }
}
