package org.foldgrad.autodiff;

import java.util.Arrays;

/** Sums of products: matrices, vectors, convolutions. Every element of a result is a sum of fused multiply-adds in a fixed order. */
public final class Products {
    private Products() {}

    /**
     * The matrix product C[..., i, j] = sum over k of A[..., i, k] B[..., k, j]. One of the two may have just its last two axes and then
     * serves the whole batch; a vector B is one column, y[..., i] = sum over k of A[..., i, k] b[k].
     *
     * @throws AutodiffException if the shapes are not [..., m, k] and [..., k, n] or [k]
     */
    public static Tensor matmul(Tensor a, Tensor b) {
        Shape left = a.shape();
        Shape right = b.shape();
        if (right.rank() == 1 && left.rank() > 1 && left.dim(-1) == b.size()) {
            return matmul(a, b.reshape(b.size(), 1)).reshape(left.without(-1).toArray());
        }
        if (right.rank() == 2 && left.rank() > 2 && left.dim(-1) == right.dim(0)) {
            // one matrix for all: the batch is just more rows
            return matmul(a.reshape(rows(left), left.dim(-1)), b).reshape(left.with(-1, right.dim(1)).toArray());
        }
        if (left.rank() == 2 && right.rank() > 2) {
            Shape batch = Shape.of(Arrays.copyOf(right.toArray(), right.rank() - 2));
            return matmul(a.broadcastTo(batch.then(left).toArray()), b);
        }
        return new MatMul(false, false).on(a, b);
    }

    /** The product of all sizes but the last. */
    private static int rows(Shape shape) {
        int rows = 1;
        for (int axis = 0; axis < shape.rank() - 1; axis++) {
            rows *= shape.dim(axis);
        }
        return rows;
    }

    /**
     * The scalar product of two vectors, sum over i of a[i] b[i].
     *
     * @throws AutodiffException if they are not vectors of one length
     */
    public static Tensor dot(Tensor a, Tensor b) {
        checkVectors("dot", a, b);
        if (a.size() != b.size()) {
            throw new AutodiffException("dot: vectors of " + a.size() + " and " + b.size() + " elements; equal lengths are expected");
        }
        return Catalogue.MUL.summed().on(a, b);
    }

    /**
     * The outer product C[i, j] = a[i] b[j] of two vectors.
     *
     * @throws AutodiffException if they are not vectors
     */
    public static Tensor outer(Tensor a, Tensor b) {
        checkVectors("outer", a, b);
        return matmul(a.reshape(a.size(), 1), b.reshape(1, b.size()));
    }

    private static void checkVectors(String op, Tensor a, Tensor b) {
        if (a.shape().rank() != 1 || b.shape().rank() != 1) {
            throw new AutodiffException(op + ": shapes " + a.shape() + " and " + b.shape() + " are not both vectors");
        }
    }

    /** {@link #conv1d(Tensor, Tensor, int, int, int, int)} with stride 1, no padding, dilation 1 and one group. */
    public static Tensor conv1d(Tensor x, Tensor w) {
        return conv1d(x, w, 1, 0, 1, 1);
    }

    /**
     * The convolution y[b, o, t] = sum over c, k of w[o, c, k] x[b, c, t stride + k dilation - padding], with x zero outside its ends. As
     * in machine learning, the weights are not reversed.
     *
     * @param x        [batch, channels, length]
     * @param w        [outputs, channels / groups, taps]
     * @param stride   samples of x from one sample of y to the next, at least 1
     * @param padding  zeros before and after x
     * @param dilation samples of x from one tap to the next, at least 1
     * @param groups   channels and outputs are split into as many groups that do not mix
     * @return [batch, outputs, (length + 2 padding - dilation (taps - 1) - 1) / stride + 1]
     * @throws AutodiffException if the shapes do not fit
     */
    public static Tensor conv1d(Tensor x, Tensor w, int stride, int padding, int dilation, int groups) {
        return Convolution.of(x.shape(), w.shape(), stride, padding, dilation, groups).on(x, w);
    }
}
