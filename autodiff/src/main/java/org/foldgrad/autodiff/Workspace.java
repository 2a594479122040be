package org.foldgrad.autodiff;

import java.util.Arrays;

/** Where an operation gets memory for its result: the tape's arena, or the heap. */
public final class Workspace {
    static final Workspace HEAP = new Workspace(null, null, new Tensor[0]);

    private final Arena arena;
    private final Tape recorder;
    private final Tensor[] recorded;
    private final boolean remembers;
    private Tensor[] kept;
    private Object given;

    /** Memory of {@code arena} (null: the heap) for an operation that {@code recorder} (null: nobody) records as one on {@code recorded}. */
    Workspace(Arena arena, Tape recorder, Tensor[] recorded) {
        this(arena, recorder, recorded, false);
    }

    private Workspace(Arena arena, Tape recorder, Tensor[] recorded, boolean remembers) {
        this.arena = arena;
        this.recorder = recorder;
        this.recorded = recorded;
        this.remembers = remembers;
    }

    /** The same memory for a single operation, whose result can be told from a tensor that was there before: {@link #made}. */
    Workspace forOne() {
        return new Workspace(arena, null, new Tensor[0], true);
    }

    /** The workspace of the first input that lives in an open arena, else the heap. */
    static Workspace of(Tensor[] in) {
        for (Tensor t : in) {
            if (t.arena() != null && !t.arena().isSealed()) {
                return t.arena().workspace();
            }
        }
        return HEAP;
    }

    /** Whether the operation is being recorded and a gradient may be asked for by its input {@code i}. */
    public boolean isWatched(int i) {
        return recorder != null && recorded[i].tape() == recorder;
    }

    /**
     * Leaves {@code tensors} for the operation's VJP, which finds them in {@link Cotangents#kept}: for what comes almost for free along with the
     * value and would cost as much again later. Only for operations that are recorded, see {@link #isWatched}.
     */
    public void keep(Tensor... tensors) {
        kept = tensors;
    }

    Tensor[] kept() {
        return kept;
    }

    /** A tensor with unspecified content, to be filled by the operation through {@link Tensor#doubles} or {@link Tensor#floats}. */
    public Tensor empty(Shape shape, DType dtype) {
        Object array = arena != null ? arena.lend(dtype, shape.size())
                : dtype == DType.F64 ? new double[shape.size()] : new float[shape.size()];
        given = remembers ? array : null;
        return Tensor.plain(shape, array, arena);
    }

    /** A tensor like the watched input {@code i}, for what may be its gradient: where results are if that would be handed out, not to be copied there. */
    Tensor emptyGradient(int i) {
        Tensor x = recorded[i];
        Workspace where = recorder.node(x.node()).op() == null ? recorder.results() : this;
        return where.empty(x.shape(), x.dtype());
    }

    /** Whether {@code result} is over the last array that this workspace gave, one of {@link #forOne}. */
    boolean made(Tensor result) {
        return result.live() == given;
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

    /** The vector of {@code values}. */
    Tensor copy(double[] values) {
        Tensor t = empty(Shape.of(values.length), DType.F64);
        System.arraycopy(values, 0, t.doubles(), 0, values.length);
        return t;
    }

    /** {@code source}'s elements under another shape of the same size, without copying, but for results of a function that works in place. */
    public Tensor view(Tensor source, Shape shape) {
        if (source.arena() != null && source.arena().isSealed()) {
            return Tensor.plain(shape, source.copy().raw(), null);
        }
        return Tensor.plain(shape, source.live(), source.arena());
    }
}
