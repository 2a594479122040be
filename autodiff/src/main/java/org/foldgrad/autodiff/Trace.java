package org.foldgrad.autodiff;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a tape notes for each node while it is being diagnosed: the line of the caller's code, the time taken, and the first NaN. */
final class Trace {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String LIBRARY = Trace.class.getPackageName() + ".";

    private final boolean refuseAnomalies;
    private final List<String> lines = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();
    private long last;

    Trace(boolean refuseAnomalies) {
        this.refuseAnomalies = refuseAnomalies;
    }

    Tensor timed(Supplier<Tensor> forward) {
        long start = System.nanoTime();
        Tensor out = forward.get();
        last = System.nanoTime() - start;
        return out;
    }

    /** Notes a new node. */
    void note(Op op, Tensor[] in, Tensor out) {
        String line = WALKER.walk(frames -> frames.filter(f -> !inLibrary(f)).findFirst().map(StackFrame::toStackTraceElement)
                .map(e -> e.getFileName() + ":" + e.getLineNumber()).orElse("unknown line"));
        lines.add(line);
        nanos.add(op == null ? 0 : last);
        if (refuseAnomalies && op != null) {
            refuse(out, "the value of " + op.name() + " " + out.shape() + " at " + line, in);
        }
    }

    /** Refuses a cotangent that is not finite, contributed by node {@code k}. */
    void checkCotangent(Tape.Node node, int k, Tensor cotangent, Tensor from) {
        if (refuseAnomalies) {
            refuse(cotangent, "the cotangent that " + node.op().name() + " at " + line(k) + " passes to an input of shape " + cotangent.shape(),
                    node.in(), from, node.out());
        }
    }

    /** Refuses a tangent that is not finite, of the value of node {@code k}; those of its inputs are null where they do not move. */
    void checkTangent(Tape.Node node, int k, Tensor tangent, Tensor[] moving) {
        if (refuseAnomalies) {
            refuse(tangent, "the tangent of the value of " + node.op().name() + " " + node.out().shape() + " at " + line(k), node.in(),
                    Arrays.stream(moving).filter(Objects::nonNull).toArray(Tensor[]::new));
        }
    }

    private static void refuse(Tensor t, String what, Tensor[] inputs, Tensor... more) {
        int bad = firstNonFinite(t);
        if (bad < 0) {
            return;
        }
        if (Stream.of(inputs, more).flatMap(Arrays::stream).anyMatch(s -> firstNonFinite(s) >= 0)) {
            return;
        }
        throw new AutodiffException("anomaly: " + what + " is " + t.at(bad) + " in element " + bad + ", though what it was computed from is finite");
    }

    private static int firstNonFinite(Tensor t) {
        for (int i = 0; i < t.size(); i++) {
            if (!Double.isFinite(t.at(i))) {
                return i;
            }
        }
        return -1;
    }

    String line(int k) {
        return lines.get(k);
    }

    long nanos(int k) {
        return nanos.get(k);
    }

    private static boolean inLibrary(StackFrame f) {
        return f.getClassName().startsWith("java.") || f.getClassName().startsWith(LIBRARY);
    }
}
