package org.foldgrad.autodiff.gather;

/**
 * How a value between samples is made of the samples around it: {@code y(x) = sum over n of c[n] h(x - n)}, where h is the kernel and c
 * are the samples, or for {@link BSpline} the coefficients computed from them. All kernels are piecewise polynomials, so value, slope and
 * curvature agree exactly, and reproduce the samples at integers.
 *
 * <p>Which to choose: {@link #bSpline()} unless there is a reason. {@link #windowedSinc()} where the signal has content between a quarter
 * and a third of the sampling rate; {@link #linear()} where only speed counts and a slope that jumps is harmless; {@link #catmullRom()} where a gradient
 * must stay within four samples.
 */
public sealed interface Interpolation permits Linear, CatmullRom, BSpline, WindowedSinc {

    /** The straight line between two samples. */
    static Interpolation linear() {
        return new Linear();
    }

    /** The cubic through four samples with central-difference slopes. */
    static Interpolation catmullRom() {
        return new CatmullRom();
    }

    /** The cubic B-spline through all samples. */
    static Interpolation bSpline() {
        return new BSpline();
    }

    /** The windowed sinc over 16 samples. */
    static Interpolation windowedSinc() {
        return windowedSinc(WindowedSinc.DEFAULT_TAPS);
    }

    /**
     * The windowed sinc over {@code taps} samples.
     *
     * @throws org.foldgrad.autodiff.AutodiffException if taps is odd or not in 4..32
     */
    static Interpolation windowedSinc(int taps) {
        return new WindowedSinc(taps);
    }

    /** How many samples (B-spline: coefficients) make a value; h is zero from half this distance on. */
    default int support() {
        return Tables.of(this).taps();
    }

    /** The kernel h at distance {@code x}, in samples. */
    default double kernel(double x) {
        return Tables.kernel(Tables.of(this), x);
    }

    /** The slope h' at distance {@code x}, the right-hand one where it jumps. */
    default double slope(double x) {
        return Tables.kernel(Tables.of(this).derivative(), x);
    }

    /** The curvature h'' at distance {@code x}, the right-hand one where it jumps. */
    default double curvature(double x) {
        return Tables.kernel(Tables.of(this).derivative().derivative(), x);
    }

    /**
     * The proven greatest error for signals {@code s(x) = sum of a_k cos(w_k x + p_k)} with {@code sum of |a_k| <= 1} and
     * {@code |w_k| <= 2 pi bandwidth}, whatever the phases and the position; it scales with the amplitude. It holds where the kernel, and for
     * {@link BSpline} its coefficients, do not see an end of the signal: half the support away from the ends, for BSpline 28 samples more.
     *
     * @param bandwidth highest frequency in cycles per sample, in (0, 0.5]
     * @throws org.foldgrad.autodiff.AutodiffException if bandwidth is not in (0, 0.5]
     */
    default Bound bound(double bandwidth) {
        return ErrorBound.of(this, bandwidth);
    }

    /**
     * Greatest errors for a signal of unit amplitude.
     *
     * @param value of the interpolated value
     * @param slope of its derivative, per sample
     */
    record Bound(double value, double slope) {}
}
