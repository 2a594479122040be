package org.foldgrad.bench.peer;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.foldgrad.bench.Peers;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;
import org.foldgrad.bench.work.Task;
import org.foldgrad.bench.work.Type;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J, the other array library of the JVM, on one thread: arithmetic into arrays that exist, gradients by its SameDiff. */
public final class Nd4jPeer implements Peers {
    /** Beyond that, steps leave native memory behind faster than the collector, which does not see it, comes by. */
    private static final int LARGEST = 100_000;

    @Override
    public Task join(Task task) {
        int n = task.n();
        if (n > LARGEST) {
            return task;
        }
        return switch (task.family()) {
            case "exp" -> task.with("nd4j", in -> exp(arrays(task.type(), in, n)[0]));
            case "matmul" -> task.with("nd4j", in -> product(arrays(task.type(), in, n, n)));
            case "chain" -> task.with("nd4j", in -> chain(arrays(task.type(), in, n)));
            default -> task;
        };
    }

    private static INDArray[] arrays(Type type, double[][] in, long... shape) {
        INDArray[] arrays = new INDArray[in.length];
        for (int i = 0; i < in.length; i++) {
            INDArray flat = type == Type.F64 ? Nd4j.createFromArray(in[i]) : Nd4j.createFromArray(Inputs.floats(in[i]));
            arrays[i] = flat.reshape(shape);
        }
        return arrays;
    }

    private static Contender exp(INDArray x) {
        Exp operation = new Exp(x, x.ulike());
        return new Steps(() -> List.of(Nd4j.getExecutioner().exec(operation)));
    }

    private static Contender product(INDArray[] x) {
        // by columns, or the product would be made apart and copied
        INDArray y = Nd4j.createUninitialized(x[0].dataType(), x[0].shape(), 'f');
        return new Steps(() -> List.of(x[0].mmuli(x[1], y)));
    }

    private static Contender chain(INDArray[] x) {
        SameDiff graph = SameDiff.create();
        SDVariable a = graph.var("a", x[0]);
        SDVariable y = graph.math.tanh(a.mul(graph.var("b", x[1])).add(graph.var("c", x[2]))).mul(graph.nn.sigmoid(a));
        graph.setLossVariables(y.sum("loss"));
        List<String> inputs = List.of("a", "b", "c");
        return new Steps(() -> {
            OutAndGrad both = graph.calculateGradientsAndOutputs(Map.of(), List.of("loss"), inputs);
            return Stream.concat(Stream.of(both.getOutputs().get("loss")), inputs.stream().map(both.getGradients()::get)).toList();
        });
    }

    private static final class Steps implements Contender {
        private final Supplier<List<INDArray>> work;
        private List<INDArray> outcome;

        Steps(Supplier<List<INDArray>> work) {
            this.work = work;
        }

        @Override
        public Object step() {
            outcome = work.get();
            return outcome;
        }

        @Override
        public double[] result() {
            return Inputs.flat(outcome.stream().map(y -> y.dup('c').data().asDouble()).toArray(double[][]::new));
        }
    }
}
