package org.foldgrad.bench.peer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SymbolBlock;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Inputs;
import org.foldgrad.bench.Peers;
import org.foldgrad.bench.work.Task;
import org.foldgrad.bench.work.Type;

/** libtorch on one thread: each task is a TorchScript module, so a step is one call of native code and no Python runs. */
public final class Torch implements Peers {
    @Override
    public Task join(Task task) {
        Task joined = task;
        for (Script script : Scripts.of(task)) {
            joined = joined.with(script.name(), inputs -> new Module(task, script, inputs));
        }
        return joined;
    }

    private static final class Module implements Contender {
        private final SymbolBlock block;
        private final NDList arguments = new NDList();
        private final ParameterStore parameters;
        private NDList outcome = new NDList();

        Module(Task task, Script script, double[][] inputs) {
            NDManager manager = NDManager.newBaseManager();
            JniUtils.setNumThreads(1);
            // the gradient mode is the calling thread's; off, autograd inside the script finds no graph
            JniUtils.setGradMode(true);
            parameters = new ParameterStore(manager, false);
            try {
                block = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(Archive.of(script.source())), false, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            double[][] prepared = script.prepared().apply(inputs);
            for (int i = 0; i < prepared.length; i++) {
                NDArray flat = task.type() == Type.F64 ? manager.create(prepared[i]) : manager.create(Inputs.floats(prepared[i]));
                arguments.add(flat.reshape(new Shape(script.shape(i, prepared[i].length))));
            }
        }

        @Override
        public Object step() {
            outcome.close();
            outcome = block.forward(parameters, arguments, true);
            return outcome;
        }

        @Override
        public double[] result() {
            double[][] parts = new double[outcome.size()][];
            for (int i = 0; i < parts.length; i++) {
                NDArray part = outcome.get(i);
                parts[i] = part.getDataType() == DataType.FLOAT64 ? part.toDoubleArray() : Inputs.doubles(part.toFloatArray());
            }
            return Inputs.flat(parts);
        }
    }
}
