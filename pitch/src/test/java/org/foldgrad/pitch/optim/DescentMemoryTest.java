package org.foldgrad.pitch.optim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.loss.WalkFold;
import org.junit.jupiter.api.Test;

class DescentMemoryTest {
    private static final int KNOTS = 2000;

    @Test
    void aStepMakesNoArrayOfTheEnvelopesLength() {
        double[] audio = new Random(1).doubles(20 * KNOTS, -1, 1).toArray();
        PhaseFold phase = new PhaseFold(audio, KNOTS, FoldOptions.defaults());
        WalkFold walk = new WalkFold(audio, KNOTS, FoldOptions.defaults().withQuadrature(8));
        for (Rule rule : new Rule[] {new Adam(), new Sgd(0.9, true, 0), new RmsProp()}) {
            Descent descent = new Descent(rule, Schedule.constant(1e-9));
            double bytes = Math.max(leastPerStep(descent, phase::loss), leastPerStep(descent, walk::loss));
            assertTrue(bytes < 8 * KNOTS / 2, rule + ": bytes made in a step: " + bytes);
        }
    }

    /** The bytes that a step allocates once kernels are compiled: until then their vectors are objects. */
    private static double leastPerStep(Descent descent, Function<Tensor, Tensor> loss) {
        return DoubleStream.generate(() -> (bytes(descent, loss, 25) - bytes(descent, loss, 5)) / 20.0).limit(20).min().orElseThrow();
    }

    private static long bytes(Descent descent, Function<Tensor, Tensor> loss, int steps) {
        double[] start = new double[KNOTS];
        Arrays.fill(start, 5);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        descent.withStop(Stop.after(steps)).minimise(loss, Tensor.of(start));
        return thread.getCurrentThreadAllocatedBytes() - before;
    }
}
