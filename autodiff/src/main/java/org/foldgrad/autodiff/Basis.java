package org.foldgrad.autodiff;

import java.util.Arrays;

/** Unit vectors, and rows put together. */
final class Basis {
    private Basis() {}

    /** Zeros with a one at element i. */
    static Tensor vector(Shape shape, int i, DType dtype) {
        Tensor e = Tensor.full(0.0, shape, dtype);
        switch (dtype) {
            case F64 -> e.doubles()[i] = 1.0;
            case F32 -> e.floats()[i] = 1.0f;
        }
        return e;
    }

    /** The tensors one after another, as a tensor of the given shape; recorded where they are tracked. */
    static Tensor stack(Tensor[] rows, Shape shape, DType dtype) {
        if (rows.length == 0) {
            return Tensor.full(0.0, shape, dtype);
        }
        Tensor[] flat = new Tensor[rows.length];
        Arrays.setAll(flat, i -> rows[i].reshape(rows[i].size()));
        return Layout.concat(0, flat).reshape(shape.toArray());
    }
}
