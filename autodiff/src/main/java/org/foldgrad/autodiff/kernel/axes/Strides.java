package org.foldgrad.autodiff.kernel.axes;

/**
 * Where the elements of a tensor lie in an array: element (i, j, ...) at {@code offset + i steps[0] + j steps[1] + ...}. Steps may be
 * negative or zero.
 *
 * @param offset where element (0, 0, ...) lies
 * @param steps  one for each axis
 */
public record Strides(int offset, int... steps) {
    /** Row-major order from {@code offset} on. */
    public static Strides dense(int offset, int... shape) {
        int[] steps = new int[shape.length];
        int step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            steps[axis] = step;
            step *= shape[axis];
        }
        return new Strides(offset, steps);
    }
}
