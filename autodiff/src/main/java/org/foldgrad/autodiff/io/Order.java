package org.foldgrad.autodiff.io;

import org.foldgrad.autodiff.Shape;

/** Walks the elements of a tensor in the order of a file, as indices into row-major memory. */
final class Order {
    private final int[] dims;
    private final int[] strides;
    private final int[] index;
    private int next;

    /** The order in which the last axis varies fastest, or with {@code fortran} the first. */
    Order(Shape shape, boolean fortran) {
        int rank = shape.rank();
        dims = new int[rank];
        strides = new int[rank];
        index = new int[rank];
        for (int k = 0; k < rank; k++) {
            int axis = fortran ? k : rank - 1 - k;
            dims[k] = shape.dim(axis);
            strides[k] = shape.stride(axis);
        }
    }

    int next() {
        int current = next;
        for (int k = 0; k < dims.length; k++) {
            next += strides[k];
            if (++index[k] < dims[k]) {
                break;
            }
            next -= dims[k] * strides[k];
            index[k] = 0;
        }
        return current;
    }
}
