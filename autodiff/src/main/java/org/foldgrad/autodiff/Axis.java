package org.foldgrad.autodiff;

/**
 * A tensor seen along one axis, as [outer, n, inner].
 *
 * @param index the axis, from 0
 * @param outer product of the sizes before it
 * @param n     its size
 * @param inner product of the sizes after it
 */
record Axis(int index, int outer, int n, int inner) {
    /**
     * The axis of {@code shape} that the user of {@code op} named; negative ones count from the last.
     *
     * @throws AutodiffException if there is none
     */
    static Axis of(String op, Shape shape, int axis) {
        int a = axis < 0 ? axis + shape.rank() : axis;
        if (a < 0 || a >= shape.rank()) {
            throw new AutodiffException(op + ": axis " + axis + " does not exist in shape " + shape
                    + (shape.isScalar() ? ", which has none" : "; axes are 0 to " + (shape.rank() - 1) + ", or -1 for the last"));
        }
        int outer = 1;
        for (int i = 0; i < a; i++) {
            outer *= shape.dim(i);
        }
        return new Axis(a, outer, shape.dim(a), shape.stride(a));
    }
}
