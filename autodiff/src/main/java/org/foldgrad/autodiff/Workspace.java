package org.foldgrad.autodiff;

import java.util.Arrays;

/** Where an operation gets memory for its result: the tape's arena, or the heap. */
public final class Workspace {
    private static final Workspace HEAP = new Workspace(null);

    private final Arena arena;

    Workspace(Arena arena) {
        this.arena = arena;
    }

    /** The workspace of the first input that lives in an arena, else the heap. */
    static Workspace of(Tensor[] in) {
        for (Tensor t : in) {
            if (t.arena() != null) {
                return t.arena().workspace();
            }
        }
        return HEAP;
    }

    /** A tensor with unspecified content, to be filled by the operation through {@link Tensor#doubles} or {@link Tensor#floats}. */
    public Tensor empty(Shape shape, DType dtype) {
        if (arena != null) {
            return Tensor.plain(shape, arena.lend(dtype, shape.size()), arena);
        }
        return Tensor.plain(shape, dtype == DType.F64 ? new double[shape.size()] : new float[shape.size()], null);
    }

    /** A tensor of zeros, to be filled by the operation. */
    public Tensor zeros(Shape shape, DType dtype) {
        Tensor t = empty(shape, dtype);
        if (arena != null) {
            switch (dtype) {
                case F64 -> Arrays.fill(t.doubles(), 0, shape.size(), 0.0);
                case F32 -> Arrays.fill(t.floats(), 0, shape.size(), 0.0f);
            }
        }
        return t;
    }

    /** {@code source}'s elements under another shape of the same size, without copying. */
    public Tensor view(Tensor source, Shape shape) {
        return Tensor.plain(shape, source.live(), source.arena());
    }
}
