package org.foldgrad.autodiff.kernel.axes;

import java.util.List;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.emit.Program;
import org.foldgrad.autodiff.kernel.emit.Sink;

/**
 * Softmax and its kin over rows: [rows, n] row-major. A number is taken off the elements of a row first, so nothing overflows: the
 * largest of them, or the first where that is near enough. A row's work is compiled programs, each one pass over a row that is in the cache.
 *
 * @param <A> the array type, {@code double[]} or {@code float[]}
 */
public interface SoftmaxLoops<A> {
    /** e^(x - s) and its sum; s is a scalar. */
    Program EXPONENTIALS = new Program(List.of(exponential(), exponential()), List.of(Sink.WRITE, Sink.SUM), 2, 0b10);
    /** The sum alone. */
    Program EXPONENTIAL_SUM = new Program(List.of(exponential()), List.of(Sink.SUM), 2, 0b10);
    /** x s, s a scalar. */
    Program SCALED = new Program(List.of(Expr.input(0).times(Expr.input(1))), List.of(Sink.WRITE), 2, 0b10);
    /** x - s, s a scalar. */
    Program SHIFTED = new Program(List.of(Expr.input(0).minus(Expr.input(1))), List.of(Sink.WRITE), 2, 0b10);
    /** The sum of y g. */
    Program DOT = new Program(List.of(Expr.input(0).times(Expr.input(1))), List.of(Sink.SUM), 2, 0);
    /** y (g - s), s a scalar. */
    Program CENTRED = new Program(List.of(Expr.input(0).times(Expr.input(1).minus(Expr.input(2)))), List.of(Sink.WRITE), 3, 0b100);

    /** {@code y[i] = e^x[i] / sum over j of e^x[j]}, row by row. */
    void softmax(A x, int rows, int n, A y);

    /** {@code y[i] = x[i] - log sum over j of e^x[j]}, row by row. */
    void logSoftmax(A x, int rows, int n, A y);

    /** {@code y[row] = log sum over j of e^x[row, j]}; n is at least 1. */
    void logSumExp(A x, int rows, int n, A y);

    /** {@code dx[i] = y[i] (dy[i] - sum over j of y[j] dy[j])}, row by row: the gradient by what softmax made y of. */
    void softmaxGradient(A y, A dy, int rows, int n, A dx);

    private static Expr exponential() {
        return Expr.exp(Expr.input(0).minus(Expr.input(1)));
    }

    /** The loops of this run's backend for arrays of this type. */
    static <A> SoftmaxLoops<A> of(A array) {
        return of(array, Backend.chosen());
    }

    /** The loops of a backend for arrays of this type. */
    @SuppressWarnings("unchecked")
    static <A> SoftmaxLoops<A> of(A array, Backend backend) {
        if (array instanceof double[]) {
            return (SoftmaxLoops<A>) new DoubleSoftmaxLoops(backend);
        }
        return (SoftmaxLoops<A>) new FloatSoftmaxLoops(backend);
    }
}
