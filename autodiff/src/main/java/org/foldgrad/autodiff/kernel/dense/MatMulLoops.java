package org.foldgrad.autodiff.kernel.dense;

import java.util.Arrays;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Cost;
import org.foldgrad.autodiff.kernel.emit.Program;

/**
 * Matrix products. {@code A} is {@code double[]} or {@code float[]}.
 *
 * <p>Every element is one chain of fused multiply-adds over k in ascending order, or, where b has very few columns and a long rows that lie in
 * one piece, a sum in the order of {@link Program}, whatever the backend or vector width, so all give the same bits.
 *
 * @param <A> the array type
 */
public interface MatMulLoops<A> {
    /** {@code c[i,j] += sum over k of a[i,k] b[k,j]}; c is row-major with rows of {@code b.cols()} elements. */
    void addProduct(Matrix<A> a, Matrix<A> b, A c, int cOffset);

    /** {@code c[i,j] = sum over k of a[i,k] b[k,j]}: the same added to zeros. */
    default void product(Matrix<A> a, Matrix<A> b, A c, int cOffset) {
        clear(c, cOffset, a.rows() * b.cols());
        addProduct(a, b, c, cOffset);
    }

    /** Fills part of an array with zeros. */
    static void clear(Object c, int from, int size) {
        switch (c) {
            case double[] d -> Arrays.fill(d, from, from + size, 0.0);
            case float[] f -> Arrays.fill(f, from, from + size, 0.0f);
            default -> throw new IllegalArgumentException("an array of double or float was expected, not " + c.getClass());
        }
    }

    /** About how long a product of m x k by k x n takes. */
    static double nanos(int m, int k, int n) {
        return Cost.MULTIPLY_ADD * m * k * n;
    }

    /** The loops of this run's backend for arrays of this type. */
    static <A> MatMulLoops<A> of(A array) {
        return of(array, Backend.chosen());
    }

    /** The loops of a backend for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> MatMulLoops<A> of(A array, Backend backend) {
        MatMulLoops<A> plain = (MatMulLoops<A>) (array instanceof double[] ? new DoubleMatMulLoops() : new FloatMatMulLoops());
        Dot<A> plainDot = Dot.plain(array);
        PackLoops<A> packs = PackLoops.of(array);
        if (backend == Backend.SCALAR) {
            return new ThreadedMatMul<>(new NarrowMatMul<>(plainDot, plainDot, packs, plain));
        }
        PanelVectorLoops<A> panels = PanelVectorLoops.of(array, backend);
        return new ThreadedMatMul<>(new NarrowMatMul<>(plainDot, panels.dot(), packs, new MatMulVectorLoops<>(plain, panels, packs)));
    }
}
