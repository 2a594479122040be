package org.foldgrad.autodiff;

/** The forward sweep: tangents from the watched {@code xs} to every node that depends on them, one JVP for each node on the way. */
final class ForwardSweep {
    private final Tape tape;
    private final int first;
    private final Tensor[] tangents;

    ForwardSweep(Tape tape, Tensor[] xs, Tensor[] directions) {
        this.tape = tape;
        int lowest = tape.size();
        for (Tensor x : xs) {
            lowest = Math.min(lowest, x.node());
        }
        first = lowest;
        tangents = new Tensor[tape.size() - first];
        for (int j = 0; j < xs.length; j++) {
            if (!directions[j].shape().equals(xs[j].shape()) || directions[j].dtype() != xs[j].dtype()) {
                throw new AutodiffException("jvp: the tangent is " + directions[j].dtype() + " " + directions[j].shape() + ", but the input is "
                        + xs[j].dtype() + " " + xs[j].shape());
            }
            tangents[xs[j].node() - first] = directions[j];
        }
    }

    Tensor[] tangentsOf(Tensor[] ys) {
        boolean[] needed = neededFor(ys);
        for (int k = 0; k < tangents.length; k++) {
            Tape.Node node = tape.node(first + k);
            if (needed[k] && node.op() != null && tangents[k] == null) {
                tangents[k] = push(node, first + k);
            }
        }
        Tensor[] out = new Tensor[ys.length];
        for (int j = 0; j < ys.length; j++) {
            out[j] = tangent(ys[j], true);
        }
        return out;
    }

    /** Which nodes the {@code ys} depend on through inputs that gradients flow to. */
    private boolean[] neededFor(Tensor[] ys) {
        boolean[] needed = new boolean[tangents.length];
        for (Tensor y : ys) {
            if (y.tape() == tape && y.node() >= first) {
                needed[y.node() - first] = true;
            }
        }
        for (int k = needed.length - 1; k >= 0; k--) {
            Tape.Node node = tape.node(first + k);
            for (int i = 0; needed[k] && i < node.in().length; i++) {
                Tensor in = node.in()[i];
                if (in.tape() == tape && in.node() >= first && node.op().differentiableIn(i)) {
                    needed[in.node() - first] = true;
                }
            }
        }
        return needed;
    }

    private Tensor push(Tape.Node node, int k) {
        Tensor[] in = new Tensor[node.in().length];
        Tensor[] moving = new Tensor[in.length];
        boolean any = false;
        for (int i = 0; i < in.length; i++) {
            in[i] = node.in()[i].below(tape);
            moving[i] = tangent(node.in()[i], node.op().differentiableIn(i));
            any |= moving[i] != null;
        }
        if (!any) {
            return null;
        }
        Tensor tangent = node.op().jvp(in, node.out(), moving);
        if (tape.trace() != null) {
            tape.trace().checkTangent(node, k, tangent, moving);
        }
        return tangent;
    }

    private Tensor tangent(Tensor t, boolean differentiable) {
        return differentiable && t.tape() == tape && t.node() >= first ? tangents[t.node() - first] : null;
    }
}
