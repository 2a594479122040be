package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.Threads;
import org.foldgrad.autodiff.kernel.dense.MatMulLoops;
import org.foldgrad.autodiff.kernel.dense.Matrix;

/** C = A B for each of a batch of matrices, either of which may be read transposed. */
final class MatMul extends BilinearOp {
    private final boolean transposeA;
    private final boolean transposeB;

    MatMul(boolean transposeA, boolean transposeB) {
        super("matmul");
        this.transposeA = transposeA;
        this.transposeB = transposeB;
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        checkTypes(in[0], in[1]);
        Tensor out = work.empty(shapeOf(in[0].shape(), in[1].shape()), in[0].dtype());
        multiply(in, out, MatMulLoops::product);
        return out;
    }

    private Shape shapeOf(Shape a, Shape b) {
        int rank = a.rank();
        boolean fits = rank >= 2 && b.rank() == rank && a.dim(transposeA ? -2 : -1) == b.dim(transposeB ? -1 : -2);
        for (int i = 0; fits && i < rank - 2; i++) {
            fits = a.dim(i) == b.dim(i);
        }
        if (!fits) {
            throw error("shapes " + a + " and " + b
                    + " do not fit; [..., m, k] and [..., k, n], with the same sizes in front, or a vector [k] on the right are expected");
        }
        return a.with(rank - 2, a.dim(transposeA ? -1 : -2)).with(rank - 1, b.dim(transposeB ? -2 : -1));
    }

    @Override
    protected boolean accumulate(Tensor[] in, Tensor sum) {
        multiply(in, sum, MatMulLoops::addProduct);
        return true;
    }

    private interface Step {
        void apply(MatMulLoops<Object> loops, Matrix<Object> a, Matrix<Object> b, Object c, int cOffset);
    }

    private void multiply(Tensor[] in, Tensor c, Step step) {
        Object a = in[0].live();
        Object b = in[1].live();
        Shape shape = c.shape();
        int m = shape.dim(-2);
        int n = shape.dim(-1);
        int k = in[0].shape().dim(transposeA ? -2 : -1);
        int batches = m * n == 0 ? 0 : c.size() / (m * n);
        MatMulLoops<Object> loops = MatMulLoops.of(a);
        Threads.run(0, batches, MatMulLoops.nanos(m, k, n), (from, to) -> {
            for (int i = from; i < to; i++) {
                step.apply(loops, matrix(a, i, m, k, transposeA), matrix(b, i, k, n, transposeB), c.live(), i * m * n);
            }
        });
    }

    private static Matrix<Object> matrix(Object data, int i, int rows, int cols, boolean transposed) {
        int offset = i * rows * cols;
        return transposed ? Matrix.rowMajor(data, offset, cols, rows).transpose() : Matrix.rowMajor(data, offset, rows, cols);
    }

    /** dA = G B^T and dB = A^T G, with A and B as they were read; what was read transposed gets its cotangent transposed. */
    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        if (transposeA) {
            into.add(0, new MatMul(transposeB, true), in[1], cotangent);
        } else {
            into.add(0, new MatMul(false, !transposeB), cotangent, in[1]);
        }
        if (transposeB) {
            into.add(1, new MatMul(true, transposeA), cotangent, in[0]);
        } else {
            into.add(1, new MatMul(!transposeA, false), in[0], cotangent);
        }
    }
}
