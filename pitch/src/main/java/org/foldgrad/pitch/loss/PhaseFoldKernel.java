package org.foldgrad.pitch.loss;

import java.util.Arrays;
import org.foldgrad.autodiff.kernel.Threads;

/**
 * {@link PhaseFold} and its gradient by the frequency in cycles per sample at each knot, on arrays, in one pass over the samples and
 * without allocation per call.
 *
 * <pre>
 *   f linear between knots h samples apart                             phi(t) = integral of f, a parabola per knot interval
 *   psi = phi^-1(phi(t) + m)                                           the root of that parabola, in closed form
 *   d   = x(t) - x(psi),   w = v(t) v(psi)                             t every k-th sample, m = 1 .. folds, v: voicing, linear between knots
 *   loss = sum w d^2 / (2 E(t)) / sum w                                E: local mean square; 0 = the folds cancel, about 1 = unrelated
 * </pre>
 *
 * The voicing of the last knot counts as 0, so a pair whose later half runs off the end leaves continuously. An instance holds scratch space:
 * use it from one thread.
 *
 * <p>The knots are cut into blocks of one length, which several threads share, and what the blocks found is added from the first to the last: the same
 * bits for any number of threads.
 *
 * <p>VJP. With s(t) = phi at a fixed t, d psi = (d s(t) - d s(psi)) / f(psi). A pair's adjoint a = dLoss/dpsi / f(psi) therefore adds +a to
 * the phase at t and -a to the phase at psi; within interval i at tau in [0, 1] the phase is phi_i + h (tau f_i + tau^2 (f_{i+1} - f_i) /
 * 2).
 */
final class PhaseFoldKernel implements ArrayLoss {
    /** Samples of a block, about: a tenth of a millisecond of work. */
    private static final int BLOCK = 8192;
    /** About how long a pair takes. */
    private static final double NANOS = 15;

    private final int knots;
    private final double h;
    private final double nanos;
    private final PhaseFoldBlock[] blocks;
    private final double[] phi;
    /** Adjoints of phi and of f: those of the numerator first, then those of the sum of weights. */
    private final double[] phiAdjoint;
    private final double[] fAdjoint;
    private double misfit;
    private double weight;

    /**
     * The loss of envelopes of {@code knots} knots, {@code spacing} samples apart, over {@code audio}.
     */
    PhaseFoldKernel(double[] audio, int knots, double spacing, FoldOptions options) {
        this.knots = knots;
        this.h = spacing;
        this.phi = new double[knots];
        this.phiAdjoint = new double[2 * knots];
        this.fAdjoint = new double[2 * knots];
        int intervals = Math.max(1, (int) (BLOCK / spacing));
        this.nanos = NANOS * options.folds() * intervals * spacing / options.decimation();
        PhaseFoldBlock.Input in = new PhaseFoldBlock.Input(PiecewiseCubic.of(audio, options.interpolation()).rows(), audio,
            LocalEnergy.weights(audio, options), options.voicing(knots), spacing, options.decimation(), options.folds());
        this.blocks = new PhaseFoldBlock[(knots - 2 + intervals) / intervals];
        Arrays.setAll(blocks, b -> new PhaseFoldBlock(in, b * intervals, Math.min((b + 1) * intervals, knots - 1)));
    }

    @Override
    public double value(double[] frequency) {
        run(frequency, false);
        return weight == 0 ? 0 : misfit / weight;
    }

    @Override
    public double valueAndGradient(double[] frequency, double[] gradient) {
        run(frequency, true);
        if (weight == 0) {
            Arrays.fill(gradient, 0, knots, 0);
            return 0;
        }
        Arrays.fill(phiAdjoint, 0);
        Arrays.fill(fAdjoint, 0);
        for (PhaseFoldBlock block : blocks) {
            block.addTo(phiAdjoint, fAdjoint);
        }
        double loss = misfit / weight;
        double later = 0;
        for (int p = knots - 1; p >= 0; p--) {
            double next = later;
            later = p == 0 ? 0 : next + (phiAdjoint[p] - loss * phiAdjoint[knots + p]) / weight;
            gradient[p] = (fAdjoint[p] - loss * fAdjoint[knots + p]) / weight + h / 2 * (next + later);
        }
        return loss;
    }

    private void run(double[] f, boolean withGradient) {
        for (int p = 0; p < knots; p++) {
            phi[p] = p == 0 ? 0 : phi[p - 1] + h / 2 * (f[p - 1] + f[p]);
        }
        Threads.run(0, blocks.length, nanos, (from, to) -> {
            for (int b = from; b < to; b++) {
                blocks[b].run(f, phi, withGradient);
            }
        });
        misfit = 0;
        weight = 0;
        for (PhaseFoldBlock block : blocks) {
            misfit += block.misfit();
            weight += block.weight();
        }
    }
}
