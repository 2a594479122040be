package org.foldgrad.bench.hand;

import org.foldgrad.bench.work.Contender;

/** {@code y = y * a + b} over and over, with dy/dx: the arithmetic alone, nothing recorded. */
public final class HandScalarChain implements Contender {
    private final double[] numbers;
    private final double[] result = new double[2];
    private final int operations;

    /** {@code in} holds x, a and b. */
    public HandScalarChain(double[][] in, int operations) {
        numbers = new double[] {in[0][0], in[1][0], in[2][0]};
        this.operations = operations;
    }

    @Override
    public Object step() {
        double y = numbers[0];
        double slope = 1;
        for (int i = 0; i < operations; i += 2) {
            y = y * numbers[1] + numbers[2];
            slope *= numbers[1];
        }
        result[0] = y;
        result[1] = slope;
        return result;
    }

    @Override
    public double[] result() {
        return result.clone();
    }
}
