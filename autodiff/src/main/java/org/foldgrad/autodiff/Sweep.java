package org.foldgrad.autodiff;

/**
 * The reverse sweep: from the outputs back to the watched {@code xs}, one VJP for each node on the way.
 *
 * <p>Cotangents of nodes that are constants one tape down live in borrowed arrays that are given back as soon as they are spent; later
 * contributions are added in place. When they are tracked further down, every step is an operation recorded there.
 */
final class Sweep extends Cotangents {
    private final Tape tape;
    private final Tensor[] xs;
    private final int first;
    private final boolean[] reached;
    private final boolean[] wanted;
    private final Tensor[] slots;
    private final boolean[] owned;

    private Tape.Node node;
    private boolean plain;

    Sweep(Tape tape, Tensor[] xs) {
        this.tape = tape;
        this.xs = xs;
        int lowest = tape.size();
        for (Tensor x : xs) {
            lowest = Math.min(lowest, x.node());
        }
        first = lowest;
        wanted = new boolean[tape.size() - first];
        for (Tensor x : xs) {
            wanted[x.node() - first] = true;
        }
        reached = reached(tape, first, wanted);
        slots = new Tensor[reached.length];
        owned = new boolean[reached.length];
    }

    /** Which nodes from {@code first} on depend on the {@code sources} through inputs that gradients flow to. */
    static boolean[] reached(Tape tape, int first, boolean[] sources) {
        boolean[] reached = sources.clone();
        for (int k = 0; k < reached.length; k++) {
            Tape.Node n = tape.node(first + k);
            for (int i = 0; i < n.in().length && !reached[k]; i++) {
                Tensor in = n.in()[i];
                reached[k] = in.tape() == tape && in.node() >= first && reached[in.node() - first] && n.op().differentiableIn(i);
            }
        }
        return reached;
    }

    Tensor[] reverse(Tensor[] ys, Tensor[] cotangents) {
        for (int j = 0; j < ys.length; j++) {
            seed(ys[j], cotangents[j]);
        }
        for (int k = slots.length - 1; k >= 0; k--) {
            if (slots[k] != null && reached[k] && tape.node(first + k).op() != null) {
                visit(k);
            }
        }
        Tensor[] gradients = new Tensor[xs.length];
        for (int j = 0; j < xs.length; j++) {
            gradients[j] = result(xs[j]);
        }
        return gradients;
    }

    private void seed(Tensor y, Tensor cotangent) {
        if (!cotangent.shape().equals(y.shape()) || cotangent.dtype() != y.dtype()) {
            throw new AutodiffException("vjp: the cotangent is " + cotangent.dtype() + " " + cotangent.shape() + ", but the output is "
                    + y.dtype() + " " + y.shape());
        }
        if (y.tape() == tape && y.node() >= first && reached[y.node() - first]) {
            contribute(y.node() - first, cotangent);
        }
    }

    private void visit(int k) {
        node = tape.node(first + k);
        Tensor cotangent = slots[k];
        Tensor[] in = new Tensor[node.in().length];
        plain = !cotangent.isTracked() && !node.out().isTracked();
        for (int i = 0; i < in.length; i++) {
            in[i] = node.in()[i].below(tape);
            plain &= !in[i].isTracked();
        }
        int mark = tape.arena().mark();
        node.op().vjp(in, node.out(), cotangent, this);
        if (tape.trace() != null) {
            checkCotangents(k, cotangent);
        }
        if (plain && tape.arena().mark() > mark) {
            tape.arena().releaseTo(mark, heldBySlots());
        }
        if (!wanted[k]) {
            if (owned[k]) {
                tape.arena().giveBack(cotangent.live());
            }
            slots[k] = null;
        }
    }

    private void checkCotangents(int k, Tensor from) {
        for (int i = 0; i < node.in().length; i++) {
            if (needs(i) && slots[slot(i)] != null) {
                tape.trace().checkCotangent(node.op(), first + k, slots[slot(i)], from);
            }
        }
    }

    private Object[] heldBySlots() {
        Object[] held = new Object[node.in().length];
        for (int i = 0; i < held.length; i++) {
            Tensor slot = needs(i) ? slots[slot(i)] : null;
            held[i] = slot == null ? null : slot.live();
        }
        return held;
    }

    private int slot(int i) {
        return node.in()[i].node() - first;
    }

    @Override
    public Tensor[] kept() {
        return plain ? node.kept() : null;
    }

    @Override
    public boolean needs(int i) {
        Tensor in = node.in()[i];
        return in.tape() == tape && in.node() >= first && reached[in.node() - first];
    }

    @Override
    public void add(int i, Tensor contribution) {
        if (!needs(i)) {
            return;
        }
        Tensor in = node.in()[i];
        if (!contribution.shape().equals(in.shape()) || contribution.dtype() != in.dtype()) {
            throw new AutodiffException(node.op().name() + ": its VJP gave a cotangent " + contribution.dtype() + " " + contribution.shape()
                    + " for input " + i + ", which is " + in.dtype() + " " + in.shape());
        }
        contribute(slot(i), contribution);
    }

    private void contribute(int k, Tensor contribution) {
        Tensor sum = slots[k];
        if (sum == null) {
            slots[k] = contribution;
        } else if (sum.isTracked() || contribution.isTracked()) {
            slots[k] = sum.plus(contribution);
        } else {
            Catalogue.IDENTITY.accumulate(new Tensor[] {contribution}, own(k, sum));
        }
    }

    /** The cotangent in slot k in an array of its own, to be added to in place. */
    private Tensor own(int k, Tensor sum) {
        if (!owned[k]) {
            Tensor copy = Tensor.plain(sum.shape(), tape.arena().borrow(sum.dtype(), sum.size()), tape.arena());
            System.arraycopy(sum.live(), 0, copy.live(), 0, sum.size());
            slots[k] = copy;
            owned[k] = true;
        }
        return slots[k];
    }

    @Override
    public void add(int i, Op op, Tensor... in) {
        if (!needs(i)) {
            return;
        }
        Tensor sum = slots[slot(i)];
        if (!plain || sum == null || !op.accumulate(in, own(slot(i), sum))) {
            add(i, op.on(in));
        }
    }

    @Override
    void addElementwise(Elementwise op, Tensor[] operands) {
        if (plain) {
            op.pullBack(operands, this);
        } else {
            super.addElementwise(op, operands);
        }
    }

    /** The cotangent so far of input {@code i}; null before its first contribution. */
    Tensor slotOf(int i) {
        return slots[slot(i)];
    }

    /** The cotangent so far of input {@code i}, to be added to in place. */
    Tensor own(int i) {
        return own(slot(i), slots[slot(i)]);
    }

    /** A new array for the first contribution to input {@code i}, to be filled. */
    Tensor open(int i) {
        Tensor in = node.in()[i];
        int k = slot(i);
        slots[k] = wanted[k] ? Workspace.HEAP.empty(in.shape(), in.dtype())
                : Tensor.plain(in.shape(), tape.arena().borrow(in.dtype(), in.size()), tape.arena());
        owned[k] = true;
        return slots[k];
    }

    private Tensor result(Tensor x) {
        int k = x.node() - first;
        Tensor gradient = slots[k];
        if (gradient == null) {
            return Tensor.full(0.0, x.shape(), x.dtype());
        }
        if (gradient.isTracked()) {
            return gradient;
        }
        return owned[k] ? Tensor.plain(gradient.shape(), gradient.live(), null) : gradient.copy();
    }
}
