package org.foldgrad.bench.task;

import java.util.ArrayList;
import java.util.List;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.bench.work.Inputs;
import org.foldgrad.bench.work.Ours;
import org.foldgrad.bench.work.Task;
import org.foldgrad.bench.work.Type;
import org.foldgrad.bench.work.Work;
import org.foldgrad.bench.hand.HandChain;
import org.foldgrad.bench.hand.HandChainFloat;
import org.foldgrad.bench.hand.HandScalarChain;

/**
 * {@code chain}: {@code sum(tanh(a b + c) sigmoid(a))} with its three gradients, the smallest expression with everything in it, declared as one
 * operation ({@code ours}) and written as tensor arithmetic ({@code recorded}). {@code scalar-chain}: 10,000 operations on one number, and other
 * lengths.
 */
public final class ChainTasks {
    private static final Op DECLARED = Elementwise.ternary("chain", (a, b, c) ->
            Expr.tanh(a.times(b).plus(c)).times(Expr.one().over(Expr.exp(a.negate()).plus(1)))).summed();

    private ChainTasks() {}

    /** From a hundred elements to ten million, three sizes in single precision, and chains of scalars. */
    public static List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (Type type : Type.values()) {
            for (int n : type == Type.F64 ? Inputs.DECADES : new int[] {1_000, 10_000, 100_000}) {
                tasks.add(Task.of("chain", type, n, Work.traffic(6.0 * n * type.bytes()), type == Type.F64 ? 1e-12 : 1e-4, () -> new double[][] {
                    Inputs.uniform(n, -2, 2, 1), Inputs.uniform(n, -2, 2, 2), Inputs.uniform(n, -1, 1, 3)
                }).with("ours", in -> Ours.gradient(Ours.tensors(type, in), DECLARED::on))
                    .with("recorded", in -> Ours.gradient(Ours.tensors(type, in), ChainTasks::written))
                    .with("hand", in -> type == Type.F64 ? new HandChain(in) : new HandChainFloat(in)));
            }
        }
        for (int operations : new int[] {100, 1_000, 10_000, 100_000}) {
            tasks.add(Task.of("scalar-chain", Type.F64, operations, Work.arithmetic(3.0 * operations), 1e-12,
                    () -> new double[][] {{0.5}, {0.999}, {0.001}})
                    .with("ours", in -> Ours.scalarGradient(in[0][0],
                            x -> multiplyAdd(x, Tensor.scalar(in[1][0]), Tensor.scalar(in[2][0]), operations)))
                    .with("hand", in -> new HandScalarChain(in, operations)));
        }
        return tasks;
    }

    private static Tensor written(Tensor[] x) {
        return x[0].times(x[1]).plus(x[2]).tanh().times(Ops.sigmoid(x[0])).sum();
    }

    private static Tensor multiplyAdd(Tensor x, Tensor factor, Tensor term, int operations) {
        Tensor y = x;
        for (int i = 0; i < operations; i += 2) {
            y = y.times(factor).plus(term);
        }
        return y;
    }
}
