package org.foldgrad.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A tape as text and as a drawing, and a tensor as a line of text. */
final class Listing {
    private Listing() {}

    static String table(Tape tape) {
        StringBuilder s = new StringBuilder(String.format(Locale.ROOT, "%6s  %-16s %-14s %12s %10s  %s%n", "node", "operation", "shape", "bytes",
                "ns", "inputs"));
        for (int k = 0; k < tape.size(); k++) {
            Tape.Node n = tape.node(k);
            Trace trace = tape.trace();
            s.append(String.format(Locale.ROOT, "%6d  %-16s %-14s %12d %10s  %s%s%n", k, name(n), n.out().shape(),
                    (long) n.out().size() * n.out().dtype().bytes(), trace == null ? "-" : trace.nanos(k), String.join(" ", inputs(tape, n)),
                    trace == null ? "" : "  " + trace.line(k)));
        }
        return s.toString();
    }

    /** In the language of Graphviz. */
    static String dot(Tape tape) {
        StringBuilder s = new StringBuilder("digraph tape {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (int k = 0; k < tape.size(); k++) {
            Tape.Node n = tape.node(k);
            s.append("  n").append(k).append(" [label=\"").append(quoted(name(n))).append("\\n").append(n.out().shape()).append('"')
                    .append(n.op() == null ? ", style=rounded" : n.op().isDifferentiable() ? "" : ", style=dashed").append("];\n");
            for (Tensor in : n.in()) {
                if (in.tape() == tape) {
                    s.append("  n").append(in.node()).append(" -> n").append(k).append(";\n");
                }
            }
        }
        return s.append("}\n").toString();
    }

    /** Shape, type and the first elements; of a tensor that must no longer be read, why. */
    static String line(Tensor t) {
        String head = "Tensor" + t.shape() + ' ' + t.dtype() + (t.isTracked() ? " tracked {" : " {");
        if (!t.isLive()) {
            return head + "its tape has ended}";
        }
        StringBuilder s = new StringBuilder(head);
        for (int i = 0; i < Math.min(t.size(), 8); i++) {
            s.append(i == 0 ? "" : ", ").append(t.at(i));
        }
        return s.append(t.size() > 8 ? ", ...}" : "}").toString();
    }

    private static String quoted(String s) {
        return s.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String name(Tape.Node n) {
        return n.op() == null ? "watch" : n.op().name();
    }

    private static List<String> inputs(Tape tape, Tape.Node n) {
        List<String> names = new ArrayList<>();
        for (Tensor in : n.in()) {
            names.add(in.tape() == tape ? String.valueOf(in.node()) : "constant" + in.shape());
        }
        return names;
    }
}
