package org.foldgrad.bench.hand;

import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;

/** Linear interpolation of a signal at real positions, a scalar loop: the values, or the loss {@code sum(value²)/2} and its gradients. */
public final class HandGather implements Contender {
    private final double[] signal;
    private final double[] index;
    private final double[] value;
    private final double[] toIndex;
    private final double[] toSignal;
    private double loss;

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
        double sum = 0;
        for (int i = 0; i < index.length; i++) {
            int k = (int) index[i];
            double slope = signal[k + 1] - signal[k];
            double v = Math.fma(index[i] - k, slope, signal[k]);
            sum += v * v;
            toIndex[i] = v * slope;
        }
        loss = sum / 2;
    }

    private void both() {
        double sum = 0;
        for (int i = 0; i < index.length; i++) {
            int k = (int) index[i];
            double f = index[i] - k;
            double slope = signal[k + 1] - signal[k];
            double v = Math.fma(f, slope, signal[k]);
            sum += v * v;
            toIndex[i] = v * slope;
            toSignal[k] += v * (1 - f);
            toSignal[k + 1] += v * f;
        }
        loss = sum / 2;
    }

    @Override
    public double[] result() {
        return toIndex.length == 0 ? value.clone() : Inputs.flat(new double[] {loss}, toIndex, toSignal);
    }
}
