package org.foldgrad.autodiff;

import java.util.function.Function;

/** One run of a function on a tape of its own. */
final class Recording<P, Q> implements AutoCloseable {
    final Tape tape;
    final Tensor[] inputs;
    final Q output;
    private final P x;
    private final Recycled memory;

    Recording(Function<P, Q> f, P x, Recycled memory) {
        this.x = x;
        this.memory = memory;
        tape = memory.tape();
        inputs = Trees.leaves(x);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = tape.watch(inputs[i]);
        }
        output = f.apply(Trees.with(x, inputs));
    }

    /** The value and its gradient, of a function with a scalar value. */
    Gradients.ValueAndGrad<P> valueAndGrad() {
        Tensor y = (Tensor) output;
        Tensor[] grad = tape.gradient(y, inputs);
        return new Gradients.ValueAndGrad<>(value(y), Trees.with(x, grad));
    }

    /** The value of a tensor of this tape, one tape down. */
    private Tensor value(Tensor t) {
        return tape.handOut(t.below(tape));
    }

    Q valueTree() {
        Tensor[] leaves = Trees.leaves(output);
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = value(leaves[i]);
        }
        return Trees.with(output, leaves);
    }

    @Override
    public void close() {
        tape.end();
        memory.giveBack(tape.arena());
    }
}
