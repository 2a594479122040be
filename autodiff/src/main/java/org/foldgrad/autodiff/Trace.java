package org.foldgrad.autodiff;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
    void checkCotangent(Op op, int k, Tensor cotangent, Tensor from) {
        if (refuseAnomalies) {
            refuse(cotangent, "the cotangent that " + op.name() + " at " + line(k) + " passes to an input of shape " + cotangent.shape(),
                    new Tensor[] {from});
        }
    }

    private static void refuse(Tensor t, String what, Tensor[] sources) {
        int bad = firstNonFinite(t);
        if (bad < 0) {
            return;
        }
        for (Tensor s : sources) {
            if (firstNonFinite(s) >= 0) {
                return;
            }
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
