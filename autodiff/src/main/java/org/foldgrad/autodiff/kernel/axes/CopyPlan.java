package org.foldgrad.autodiff.kernel.axes;

import java.util.Arrays;

/**
 * The shortest list of axes that visits the same pairs of elements in the same order: axes of one element go, neighbours that run on are
 * merged.
 */
record CopyPlan(int[] shape, int[] from, int[] to) {
    static CopyPlan of(int[] shape, int[] from, int[] to) {
        int[] n = new int[shape.length + 2];
        int[] f = new int[shape.length + 2];
        int[] t = new int[shape.length + 2];
        int rank = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] == 1) {
                continue;
            }
            boolean runsOn = rank > 0 && f[rank - 1] == from[axis] * shape[axis] && t[rank - 1] == to[axis] * shape[axis];
            if (runsOn) {
                rank--;
            }
            n[rank] = (runsOn ? n[rank] : 1) * shape[axis];
            f[rank] = from[axis];
            t[rank] = to[axis];
            rank++;
        }
        return new CopyPlan(leading(n, rank, 1), leading(f, rank, 0), leading(t, rank, 0));
    }

    /** At least two axes, so that the loops have a row and a column: missing ones are put in front. */
    private static int[] leading(int[] values, int rank, int filler) {
        int[] result = new int[Math.max(2, rank)];
        Arrays.fill(result, filler);
        System.arraycopy(values, 0, result, result.length - rank, rank);
        return result;
    }
}
