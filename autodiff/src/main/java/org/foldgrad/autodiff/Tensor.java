package org.foldgrad.autodiff;

import java.util.Arrays;

/**
 * An immutable dense array of numbers in row-major order.
 *
 * <p>A tensor is a constant, or it is <em>tracked</em>: computed on a {@link Tape} from tensors that the tape watches. Operations never
 * change a tensor; on tracked operands they are recorded. Arithmetic reads like the formula, {@code a.times(b).plus(c).tanh()}; further
 * operations are in {@link Ops} and its neighbours. Operands have equal shapes, or one of them is a scalar (rank 0): nothing else broadcasts silently.
 *
 * <p>A tensor that was computed on a tape lives in the tape's memory and is refused once the tape has ended.
 */
public final class Tensor {
    private final Shape shape;
    private final Object array;
    private final Arena arena;
    private final int generation;
    private final Tape tape;
    private final int node;
    private final Tensor primal;

    private Tensor(Shape shape, Object array, Arena arena, Tape tape, int node, Tensor primal) {
        this.shape = shape;
        this.array = array;
        this.arena = arena;
        this.generation = arena == null ? 0 : arena.generation();
        this.tape = tape;
        this.node = node;
        this.primal = primal;
    }

    /** A constant over {@code array}, which may be longer than the shape needs, in the memory of {@code arena} (null: the heap). */
    static Tensor plain(Shape shape, Object array, Arena arena) {
        return new Tensor(shape, array, arena, null, -1, null);
    }

    /** {@code primal} as node {@code node} of {@code tape}. */
    static Tensor tracked(Tensor primal, Tape tape, int node) {
        return new Tensor(primal.shape, primal.array, primal.arena, tape, node, primal);
    }

    /** The vector of {@code values}, f64. */
    public static Tensor of(double... values) {
        return plain(Shape.of(values.length), values.clone(), null);
    }

    /**
     * A copy of {@code values} in row-major order, f64.
     *
     * @throws AutodiffException if their number is not the shape's
     */
    public static Tensor of(double[] values, int... shape) {
        return plain(checked(Shape.of(shape), values.length), values.clone(), null);
    }

    /** The vector of {@code values}, f32. */
    public static Tensor f32(float... values) {
        return plain(Shape.of(values.length), values.clone(), null);
    }

    /** A copy of {@code values} in row-major order, f32. */
    public static Tensor f32(float[] values, int... shape) {
        return plain(checked(Shape.of(shape), values.length), values.clone(), null);
    }

    private static Shape checked(Shape shape, int values) {
        if (shape.size() != values) {
            throw new AutodiffException("Tensor.of: shape " + shape + " has " + shape.size() + " elements, but " + values + " values were given");
        }
        return shape;
    }

    /** A scalar, f64. */
    public static Tensor scalar(double value) {
        return plain(Shape.scalar(), new double[] {value}, null);
    }

    /** A scalar of the given type. */
    public static Tensor scalar(double value, DType dtype) {
        return full(value, Shape.scalar(), dtype);
    }

    /** Zeros, f64. */
    public static Tensor zeros(int... shape) {
        return full(0.0, Shape.of(shape), DType.F64);
    }

    /** Ones, f64. */
    public static Tensor ones(int... shape) {
        return full(1.0, Shape.of(shape), DType.F64);
    }

    /** A tensor of one value. */
    public static Tensor full(double value, Shape shape, DType dtype) {
        switch (dtype) {
            case F64 -> {
                double[] a = new double[shape.size()];
                Arrays.fill(a, value);
                return plain(shape, a, null);
            }
            case F32 -> {
                float[] a = new float[shape.size()];
                Arrays.fill(a, (float) value);
                return plain(shape, a, null);
            }
        }
        throw new AssertionError(dtype);
    }

    /** 0, 1, ..., n - 1 as a vector, f64. */
    public static Tensor range(int n) {
        double[] a = new double[Shape.of(n).size()];
        Arrays.setAll(a, i -> i);
        return plain(Shape.of(n), a, null);
    }

    /** The sizes of the axes. */
    public Shape shape() {
        return shape;
    }

    /** The element type. */
    public DType dtype() {
        return array instanceof double[] ? DType.F64 : DType.F32;
    }

    /** Number of elements. */
    public int size() {
        return shape.size();
    }

    /** Whether this tensor was computed on a tape from something it watches. */
    public boolean isTracked() {
        return tape != null;
    }

    /** Whether this is an f64 scalar: a number. */
    boolean isNumber() {
        return shape.isScalar() && array instanceof double[];
    }

    /**
     * The only element.
     *
     * @throws AutodiffException if there is not exactly one
     */
    public double item() {
        if (size() != 1) {
            throw new AutodiffException("item: shape " + shape + " does not have exactly one element");
        }
        return at(0);
    }

    /** The element at an index, one number for each axis. */
    public double get(int... index) {
        if (index.length != shape.rank()) {
            throw new AutodiffException("get: " + index.length + " indices for shape " + shape + " of rank " + shape.rank());
        }
        int flat = 0;
        for (int a = 0; a < index.length; a++) {
            if (index[a] < 0 || index[a] >= shape.dim(a)) {
                throw new AutodiffException("get: index " + Arrays.toString(index) + " is outside shape " + shape);
            }
            flat = flat * shape.dim(a) + index[a];
        }
        return at(flat);
    }

    /** Element number {@code i} in row-major order. */
    double at(int i) {
        return live() instanceof double[] d ? d[i] : ((float[]) array)[i];
    }

    /** The elements in row-major order, as a new array. */
    public double[] toArray() {
        if (live() instanceof double[] d) {
            return Arrays.copyOf(d, size());
        }
        double[] copy = new double[size()];
        float[] f = (float[]) array;
        for (int i = 0; i < copy.length; i++) {
            copy[i] = f[i];
        }
        return copy;
    }

    /**
     * The array behind an f64 tensor itself, for writing operations: it may be longer than {@link #size}, and must only be read, except
     * by the operation that is just making this tensor.
     */
    public double[] doubles() {
        if (live() instanceof double[] d) {
            return d;
        }
        throw new AutodiffException("an f64 tensor was expected, but this one of shape " + shape + " is f32; convert it with to(F64)");
    }

    /** The array behind an f32 tensor itself; see {@link #doubles}. */
    public float[] floats() {
        if (live() instanceof float[] f) {
            return f;
        }
        throw new AutodiffException("an f32 tensor was expected, but this one of shape " + shape + " is f64; convert it with to(F32)");
    }

    /** Whether the array is still this tensor's. */
    boolean isLive() {
        return arena == null || generation == arena.generation();
    }

    /** The array, once it is sure that it is still this tensor's. */
    Object live() {
        if (!isLive()) {
            throw new AutodiffException("a tensor of shape " + shape + " was used after its tape had ended, or after the next call of a function that"
                    + " works in place; return it from the function, or copy it");
        }
        return array;
    }

    /** The array of a tensor that is known to be live. */
    Object raw() {
        return array;
    }

    /** This value as a constant: no gradient flows through it. */
    public Tensor stopGradient() {
        live();
        Tensor t = this;
        while (t.tape != null) {
            t = t.primal;
        }
        return t;
    }

    /** This value as a constant with memory of its own, which stays valid whatever becomes of the tape. */
    public Tensor copy() {
        return plain(shape, live() instanceof double[] d ? Arrays.copyOf(d, size()) : Arrays.copyOf((float[]) array, size()), null);
    }

    Arena arena() {
        return arena;
    }

    Tape tape() {
        return tape;
    }

    int node() {
        return node;
    }

    /** The value one tape down. */
    Tensor primal() {
        return primal;
    }

    /** This value as an operation on {@code tape} sees it: without that tape's tracking. */
    Tensor below(Tape tape) {
        return this.tape == tape ? primal : this;
    }

    /** {@code this + b}. */
    public Tensor plus(Tensor b) {
        return Ops.add(this, b);
    }

    /** {@code this + b}. */
    public Tensor plus(double b) {
        return Ops.add(this, like(b));
    }

    /** {@code this - b}. */
    public Tensor minus(Tensor b) {
        return Ops.sub(this, b);
    }

    /** {@code this - b}. */
    public Tensor minus(double b) {
        return Ops.sub(this, like(b));
    }

    /** {@code this * b}, element by element. */
    public Tensor times(Tensor b) {
        return Ops.mul(this, b);
    }

    /** {@code this * b}. */
    public Tensor times(double b) {
        return Ops.mul(this, like(b));
    }

    /** {@code this / b}, element by element. */
    public Tensor over(Tensor b) {
        return Ops.div(this, b);
    }

    /** {@code this / b}. */
    public Tensor over(double b) {
        return Ops.div(this, like(b));
    }

    /** {@code -this}. */
    public Tensor negate() {
        return Ops.neg(this);
    }

    /** {@code this * this}. */
    public Tensor square() {
        return Ops.square(this);
    }

    /** The square root of each element. */
    public Tensor sqrt() {
        return Ops.sqrt(this);
    }

    /** e to the power of each element. */
    public Tensor exp() {
        return Ops.exp(this);
    }

    /** The natural logarithm of each element. */
    public Tensor log() {
        return Ops.log(this);
    }

    /** The hyperbolic tangent of each element. */
    public Tensor tanh() {
        return Ops.tanh(this);
    }

    /** The logistic function of each element. */
    public Tensor sigmoid() {
        return Ops.sigmoid(this);
    }

    /** The sum of all elements, a scalar. */
    public Tensor sum() {
        return Reduce.sum(this);
    }

    /** The sum along {@code axis}, which goes. */
    public Tensor sum(int axis) {
        return Reduce.sum(this, axis);
    }

    /** The mean of all elements, a scalar. */
    public Tensor mean() {
        return Reduce.mean(this);
    }

    /** The mean along {@code axis}, which goes. */
    public Tensor mean(int axis) {
        return Reduce.mean(this, axis);
    }

    /** The matrix product with {@code b}; see {@link Products#matmul}. */
    public Tensor matmul(Tensor b) {
        return Products.matmul(this, b);
    }

    /** The last two axes exchanged. */
    public Tensor transpose() {
        return Layout.transpose(this);
    }

    /** Elements {@code start} to {@code stop} (exclusive) of an axis. */
    public Tensor slice(int axis, int start, int stop) {
        return Layout.slice(this, axis, start, stop);
    }

    /** The same elements in another shape of the same size. */
    public Tensor reshape(int... shape) {
        return Layout.reshape(this, shape);
    }

    /** The same values as {@code dtype}. */
    public Tensor to(DType dtype) {
        return new Cast(dtype).on(this);
    }

    /** This value repeated to fill {@code shape}: axes are matched from the last, those of size 1 or missing are repeated. */
    public Tensor broadcastTo(int... shape) {
        return Layout.broadcastTo(this, shape);
    }

    /** A scalar constant of this tensor's element type. */
    Tensor like(double value) {
        return scalar(value, dtype());
    }

    /** Shape, type and the first elements. */
    @Override
    public String toString() {
        return Listing.line(this);
    }
}
