package org.foldgrad.autodiff;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** One run of a function on a tape of its own. */
final class Recording<P, Q> implements AutoCloseable {
    final Tape tape;
    final Tensor[] inputs;
    final Q output;
    private final P x;
    /** Where the tape's memory goes in the end; null if it stays open. */
    private final Recycled memory;

    /** A run to be closed within the current call. */
    Recording(Function<P, Q> f, P x, Recycled memory) {
        this(f, x, memory, i -> true);
    }

    /** The same where no gradient is asked for by inputs that are not {@code watched}: to f they are what they are. */
    Recording(Function<P, Q> f, P x, Recycled memory, IntPredicate watched) {
        this(f, x, memory, memory.tape(), watched);
    }

    /** A run that stays open. */
    static <P, Q> Recording<P, Q> open(Function<P, Q> f, P x) {
        return new Recording<>(f, x, null, new Tape(), i -> true);
    }

    /** The same on {@code tape}, which is of {@code memory}. */
    Recording(Function<P, Q> f, P x, Recycled memory, Tape tape, IntPredicate watched) {
        this.x = x;
        this.memory = memory;
        this.tape = tape;
        inputs = Trees.leaves(x);
        for (int i = 0; i < inputs.length; i++) {
            if (watched.test(i)) {
                inputs[i] = tape.watch(inputs[i]);
            }
        }
        output = f.apply(Trees.with(x, inputs));
        if (output == null) {
            throw new AutodiffException("the function to differentiate gave null; a tensor, or a tree of tensors, is expected");
        }
    }

    /** The value and its gradient, of a function with a scalar value. */
    Gradients.ValueAndGrad<P> valueAndGrad() {
        Tensor[] grad = gradient();
        return new Gradients.ValueAndGrad<>(value(), Trees.with(x, grad));
    }

    /** The value, of a function with a tensor as its value. */
    Tensor value() {
        return value((Tensor) output);
    }

    /** The derivative of a scalar value by each input; null where it is not watched. */
    Tensor[] gradient() {
        return spread(tape.gradient((Tensor) output, watched()));
    }

    /** The cotangent of each input, given those of the output's leaves; null where it is not watched. */
    Tensor[] pull(Tensor... cotangents) {
        return spread(tape.vjp(Trees.leaves(output), cotangents, watched()));
    }

    private Tensor[] watched() {
        return Arrays.stream(inputs).filter(this::isWatched).toArray(Tensor[]::new);
    }

    private boolean isWatched(Tensor input) {
        return input.tape() == tape;
    }

    /** One tensor for each watched input at that input's place. */
    private Tensor[] spread(Tensor[] ofWatched) {
        Iterator<Tensor> next = Arrays.asList(ofWatched).iterator();
        return Arrays.stream(inputs).map(input -> isWatched(input) ? next.next() : null).toArray(Tensor[]::new);
    }

    /** The value of a tensor of this tape, one tape down. */
    private Tensor value(Tensor t) {
        return tape.handOut(tape.seen(t).below(tape));
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
