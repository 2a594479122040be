package org.foldgrad.autodiff.kernel.axes;

import java.util.Arrays;

/** Strided copies, two axes at a time. */
final class DoubleCopyLoops implements CopyLoops<double[]> {
    /** Side of the squares a transposition is cut into, so that both sides stay in the first-level cache. */
    private static final int TILE = 16;

    @Override
    public void copy(int[] shape, double[] x, Strides from, double[] y, Strides to) {
        copy(CopyPlan.of(shape, from.steps(), to.steps()), 0, x, from.offset(), y, to.offset());
    }

    private static void copy(CopyPlan plan, int axis, double[] x, int p, double[] y, int q) {
        int n = plan.shape()[axis];
        int f = plan.from()[axis];
        int t = plan.to()[axis];
        if (axis < plan.shape().length - 2) {
            for (int i = 0; i < n; i++) {
                copy(plan, axis + 1, x, p + i * f, y, q + i * t);
            }
        } else if (plan.from()[axis + 1] == 1 && plan.to()[axis + 1] == 1) {
            for (int i = 0; i < n; i++) {
                System.arraycopy(x, p + i * f, y, q + i * t, plan.shape()[axis + 1]);
            }
        } else if (plan.from()[axis + 1] == 0 && plan.to()[axis + 1] == 1) {
            for (int i = 0; i < n; i++) {
                Arrays.fill(y, q + i * t, q + i * t + plan.shape()[axis + 1], x[p + i * f]);
            }
        } else {
            copyPlane(n, plan.shape()[axis + 1], x, p, f, plan.from()[axis + 1], y, q, t, plan.to()[axis + 1]);
        }
    }

    private static void copyPlane(int rows, int columns, double[] x, int p, int xRow, int xStep, double[] y, int q, int yRow, int yStep) {
        for (int i0 = 0; i0 < rows; i0 += TILE) {
            int i1 = Math.min(rows, i0 + TILE);
            for (int j0 = 0; j0 < columns; j0 += TILE) {
                int j1 = Math.min(columns, j0 + TILE);
                for (int i = i0; i < i1; i++) {
                    for (int j = j0; j < j1; j++) {
                        y[q + i * yRow + j * yStep] = x[p + i * xRow + j * xStep];
                    }
                }
            }
        }
    }

    @Override
    public void add(int[] shape, double[] x, Strides from, double[] y, Strides to) {
        add(CopyPlan.of(shape, from.steps(), to.steps()), 0, x, from.offset(), y, to.offset());
    }

    private static void add(CopyPlan plan, int axis, double[] x, int p, double[] y, int q) {
        int n = plan.shape()[axis];
        int f = plan.from()[axis];
        int t = plan.to()[axis];
        if (axis == plan.shape().length - 1) {
            for (int i = 0; i < n; i++) {
                y[q + i * t] += x[p + i * f];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            add(plan, axis + 1, x, p + i * f, y, q + i * t);
        }
    }
}
