package org.foldgrad.autodiff;

/**
 * The reverse sweep: from the outputs back to the watched {@code xs}, one VJP for each node on the way.
 *
 * <p>Cotangents of nodes that are constants one tape down live in borrowed arrays; later contributions are added in place. An array is given
 * back as soon as its cotangent is spent, unless a VJP handed it on, as it is or as a view. When they are tracked further down, every step is
 * an operation recorded there. A scalar in the slot of a larger node, one with an elementwise operation, is the cotangent of each of its elements.
 * An f64 scalar's cotangent is never an array to be added to in place: it is a number until a tracked contribution makes it a tracked tensor.
 */
final class Sweep extends Cotangents {
    private static final int NOBODY = -1;
    private static final int SEVERAL = -2;
    /** Stands in a slot whose cotangent is a number of {@link #numbers}. */
    private static final Tensor NUMBER = Tensor.scalar(0);

    private final Tape tape;
    private final Tensor[] xs;
    private final int first;
    private final boolean[] reached;
    private final boolean[] wanted;
    private final Tensor[] slots;
    private final double[] numbers;
    private final boolean[] owned;

    private Tape.Node node;
    private boolean plain;
    /** Whether any slot was given a tracked tensor so far. */
    private boolean tracking;

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
        numbers = new double[reached.length];
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
        int mark = tape.arena().mark();
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
        if (tape.results() == Workspace.HEAP && !tracking && !tape.arena().isFrozen()) {
            clear(mark);
        }
        return gradients;
    }

    /** Gives back what is still lent since {@code mark}: constants that no result refers to, so that another sweep finds them. */
    private void clear(int mark) {
        Arena arena = tape.arena();
        while (arena.mark() > mark) {
            arena.giveBack(arena.unlend(arena.mark() - 1));
        }
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
        plain = !slots[k].isTracked() && !node.out().isTracked() && !(tracking && meetsTracked());
        if (plain && slots[k] == NUMBER && node.op() instanceof Elementwise f && f.pullsBackAtOnce()) {
            f.pullBack(node.in(), node.out(), numbers[k], this);
        } else {
            pullBack(k, cotangent(k));
        }
        if (tape.trace() != null) {
            checkCotangents(k);
        }
        if (!wanted[k]) {
            slots[k] = null;
        }
    }

    /** Whether a cotangent to be added to depends on what is tracked one tape down, through another use of the same input. */
    private boolean meetsTracked() {
        for (int i = 0; i < node.in().length; i++) {
            if (needs(i) && slots[slot(i)] != null && slots[slot(i)].isTracked()) {
                return true;
            }
        }
        return false;
    }

    /** What is in slot k, as a tensor. */
    private Tensor cotangent(int k) {
        return slots[k] == NUMBER ? Tensor.scalar(numbers[k]) : slots[k];
    }

    private void pullBack(int k, Tensor cotangent) {
        Tensor[] in = new Tensor[node.in().length];
        for (int i = 0; i < in.length; i++) {
            in[i] = node.in()[i].below(tape);
        }
        int mark = tape.arena().mark();
        if (owned[k] && !wanted[k]) {
            tape.arena().lend(cotangent.live());
        }
        node.op().vjp(in, node.out(), cotangent, this);
        if (plain && !tape.arena().isFrozen()) {
            settle(mark);
        }
    }

    /** Of the arrays lent since {@code mark}, the spent cotangent among them: what no slot holds goes back, what one slot holds becomes its own. */
    private void settle(int mark) {
        Arena arena = tape.arena();
        for (int a = arena.mark() - 1; a >= mark; a--) {
            int holder = holder(arena.lent(a));
            if (holder == NOBODY) {
                arena.giveBack(arena.unlend(a));
            } else if (holder != SEVERAL && !wanted[holder]) {
                arena.unlend(a);
                owned[holder] = true;
            }
        }
    }

    /** Whose cotangent {@code array} is, among the inputs of the node being visited. */
    private int holder(Object array) {
        int holder = NOBODY;
        for (int i = 0; i < node.in().length; i++) {
            if (needs(i) && slot(i) != holder && slots[slot(i)] != null && slots[slot(i)].live() == array) {
                holder = holder == NOBODY ? slot(i) : SEVERAL;
            }
        }
        return holder;
    }

    private void checkCotangents(int k) {
        for (int i = 0; i < node.in().length; i++) {
            if (needs(i) && slots[slot(i)] != null) {
                tape.trace().checkCotangent(node, first + k, cotangent(slot(i)), cotangent(k));
            }
        }
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
        boolean tracked = contribution.isTracked() || slots[k] != null && slots[k].isTracked();
        tracking |= tracked;
        if (contribution.isNumber() && !tracked) {
            contribute(k, contribution.at(0));
        } else if (slots[k] == null) {
            slots[k] = contribution;
        } else if (tracked) {
            slots[k] = cotangent(k).plus(contribution);
            owned[k] = false;
        } else {
            Catalogue.IDENTITY.accumulate(new Tensor[] {contribution}, own(k, slots[k]));
        }
    }

    private void contribute(int k, double contribution) {
        numbers[k] = slots[k] == null ? contribution : numbers[k] + contribution;
        slots[k] = NUMBER;
    }

    /** Adds to the cotangent of input {@code i}, a number. */
    void add(int i, double contribution) {
        contribute(slot(i), contribution);
    }

    /** Room for the operands of a node of numbers. */
    double[] scratch() {
        return tape.arena().scratch();
    }

    /** The cotangent in slot k in an array of its own, to be added to in place. */
    private Tensor own(int k, Tensor sum) {
        if (!owned[k]) {
            Catalogue.IDENTITY.fill(new Tensor[] {sum}, make(k, tape.node(first + k).out()));
        }
        return slots[k];
    }

    /** A new array of its own for slot k, to be filled: where results are if it is to be handed out. */
    private Tensor make(int k, Tensor like) {
        owned[k] = true;
        slots[k] = wanted[k] ? tape.results().empty(like.shape(), like.dtype())
                : Tensor.plain(like.shape(), tape.arena().borrow(like.dtype(), like.size()), tape.arena());
        return slots[k];
    }

    @Override
    public void add(int i, Op op, Tensor... in) {
        if (!needs(i)) {
            return;
        }
        int k = slot(i);
        Tensor sum = slots[k];
        if (plain && sum == null && wanted[k]) {
            open(i, op, in);
        } else if (!plain || sum == null || sum == NUMBER || !op.accumulate(in, own(k, sum))) {
            add(i, op.on(in));
        }
    }

    /** The first contribution to a gradient that is asked for is made where the gradient is to stay. */
    private void open(int i, Op op, Tensor[] in) {
        Workspace work = tape.results().forOne();
        Tensor contribution = op.value(in, work);
        add(i, contribution);
        owned[slot(i)] = slots[slot(i)] == contribution && work.made(contribution);
    }

    @Override
    void addElementwise(Elementwise op, Tensor[] operands) {
        if (plain && op.pullsBackAtOnce()) {
            op.pullBack(operands, this);
        } else {
            super.addElementwise(op, operands);
        }
    }

    /** An elementwise operation's pull-back reads a scalar as well as an array that repeats it, and needs no such array. */
    @Override
    boolean addRepeated(int i, Tensor number) {
        if (node.in()[i].shape().isScalar()) {
            add(i, number);
            return true;
        }
        Tape.Node maker = tape.node(node.in()[i].node());
        if (!plain || !needs(i) || slots[slot(i)] != null || wanted[slot(i)] || !(maker.op() instanceof Elementwise) || maker.out().isTracked()) {
            return false;
        }
        slots[slot(i)] = number;
        return true;
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
        return make(slot(i), node.in()[i]);
    }

    private Tensor result(Tensor x) {
        int k = x.node() - first;
        if (slots[k] == null) {
            return Tensor.full(0.0, x.shape(), x.dtype());
        }
        return tape.handOut(cotangent(k));
    }
}
