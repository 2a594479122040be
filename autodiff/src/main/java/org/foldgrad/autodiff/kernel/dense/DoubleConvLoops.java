package org.foldgrad.autodiff.kernel.dense;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Pool;
import org.foldgrad.autodiff.kernel.Scratch;
import org.foldgrad.autodiff.kernel.Threads;

/** Convolutions on {@link PanelLoops}. */
final class DoubleConvLoops implements ConvLoops<double[]> {
    /** Terms of a weight gradient that are summed before they join the total: a sum over a long signal keeps its last digits. */
    private static final int BLOCK = 512;
    /** Sums of blocks that wait for the others at a time. */
    private static final int SUMS = 1 << 16;
    private static final int[] ALL = {0};

    private final PanelLoops<double[]> panels;

    DoubleConvLoops(Backend backend) {
        panels = PanelLoops.of(new double[0], backend);
    }

    /** Output samples for which the signal is laid out at a time, to stay in the cache. */
    private static int chunk(int channels, int available) {
        return Math.min(available, Math.clamp(65_536 / channels, 256, 8192));
    }

    @Override
    public void addOutput(ConvShape s, double[] x, double[] w, double[] y) {
        int length = s.outLength();
        if (length == 0 || s.inputs() == 0 || s.outputs() == 0) {
            return;
        }
        int[] phases = residues(s.taps(), s.dilation(), s.stride());
        int chunk = chunk(s.inputs() * phases.length, length);
        int row = (s.taps() - 1) * s.dilation() / s.stride() + chunk + PanelLoops.OVERREAD;
        int[] base = new int[s.inputs() * s.taps()];
        for (int c = 0; c < s.inputs(); c++) {
            for (int k = 0; k < s.taps(); k++) {
                int shift = k * s.dilation();
                int phase = Arrays.binarySearch(phases, shift % s.stride());
                base[c * s.taps() + k] = (c * phases.length + phase) * row + shift / s.stride();
            }
        }
        int chunks = (length + chunk - 1) / chunk;
        Threads.runRows(s.batch() * s.groups(), chunks, MatMulLoops.nanos(s.outputs(), base.length, chunk), (signal, from, to) -> {
            double[] rows = Scratch.pool().doubles(s.inputs() * phases.length * row);
            int weights = signal % s.groups() * s.outputs() * base.length;
            for (int t = from * chunk; t < Math.min(to * chunk, length); t += chunk) {
                for (int c = 0; c < s.inputs(); c++) {
                    spread(x, (signal * s.inputs() + c) * s.length(), s.length(), (long) t * s.stride() - s.padding(), s.stride(), phases, rows,
                            c * phases.length * row, row);
                }
                panels.addProduct(s.outputs(), Math.min(chunk, length - t), base.length, w, weights, base.length,
                        rows, base, 0, y, signal * s.outputs() * length + t, length);
            }
            Scratch.pool().giveBack(rows);
        });
    }

    @Override
    public void addInputGradient(ConvShape s, double[] w, double[] dy, double[] dx) {
        int length = s.outLength();
        if (length == 0 || s.inputs() == 0 || s.outputs() == 0) {
            return;
        }
        for (int phase : residues(s.taps(), s.dilation(), s.stride())) {
            addInputGradient(s, phase, length, w, dy, dx);
        }
    }

    /** The samples i with (i + padding) mod stride = phase: they meet every tap k with (k dilation) mod stride = phase, and only those. */
    private void addInputGradient(ConvShape s, int phase, int length, double[] w, double[] dy, double[] dx) {
        // the last tap first, so that rows of dy start later and later
        int[] taps = IntStream.range(0, s.taps()).map(k -> s.taps() - 1 - k).filter(k -> k * s.dilation() % s.stride() == phase).toArray();
        int first = (int) Math.max(0, ceil(s.padding() - phase, s.stride()));
        int end = (int) ceil((long) s.length() + s.padding() - phase, s.stride());
        if (first >= end) {
            return;
        }
        int reach = (s.taps() - 1) * s.dilation() / s.stride();
        int chunk = chunk(s.outputs(), end - first);
        int row = reach + chunk + PanelLoops.OVERREAD;
        int[] base = new int[s.outputs() * taps.length];
        for (int o = 0; o < s.outputs(); o++) {
            for (int k = 0; k < taps.length; k++) {
                base[o * taps.length + k] = o * row + reach - taps[k] * s.dilation() / s.stride();
            }
        }
        int chunks = (end - first + chunk - 1) / chunk;
        Threads.runRows(s.batch() * s.groups(), chunks, MatMulLoops.nanos(s.inputs(), base.length, chunk), (signal, from, until) -> {
            Pool pool = Scratch.pool();
            double[] shifted = pool.doubles(s.outputs() * row);
            double[] sums = pool.doubles(s.inputs() * chunk);
            double[] weights = pool.doubles(s.inputs() * base.length);
            exchange(s, signal % s.groups(), taps, w, weights);
            for (int u = first + from * chunk; u < Math.min(first + until * chunk, end); u += chunk) {
                int width = Math.min(chunk, end - u);
                for (int o = 0; o < s.outputs(); o++) {
                    spread(dy, (signal * s.outputs() + o) * length, length, u - reach, 1, ALL, shifted, o * row, row);
                }
                int to = signal * s.inputs() * s.length() + u * s.stride() + phase - s.padding();
                if (s.stride() == 1) {
                    panels.addProduct(s.inputs(), width, base.length, weights, 0, base.length, shifted, base, 0, dx, to, s.length());
                    continue;
                }
                Arrays.fill(sums, 0, s.inputs() * chunk, 0);
                panels.addProduct(s.inputs(), width, base.length, weights, 0, base.length, shifted, base, 0, sums, 0, chunk);
                for (int c = 0; c < s.inputs(); c++) {
                    addStrided(sums, c * chunk, width, dx, to + c * s.length(), s.stride());
                }
            }
            pool.giveBack(shifted);
            pool.giveBack(sums);
            pool.giveBack(weights);
        });
    }

    @Override
    public void addWeightGradient(ConvShape s, double[] x, double[] dy, double[] dw) {
        int length = s.outLength();
        if (length == 0 || s.inputs() == 0 || s.outputs() == 0) {
            return;
        }
        int block = Math.min(BLOCK, length);
        int[] phases = residues(block, s.stride(), s.dilation());
        int row = (block - 1) * s.stride() / s.dilation() + s.taps() + PanelLoops.OVERREAD;
        int[] base = new int[block];
        Arrays.setAll(base, t -> {
            int shift = t * s.stride();
            return Arrays.binarySearch(phases, shift % s.dilation()) * row + shift / s.dilation();
        });
        int blocks = (length + block - 1) / block;
        int size = s.outputs() * s.taps();
        // so many blocks at a time that their sums stay in the cache; they join the total one after the other
        int round = Math.clamp(SUMS / (s.inputs() * size), 1, blocks);
        double[] sums = Scratch.pool().doubles(round * s.inputs() * size);
        for (int signal = 0; signal < s.batch() * s.groups(); signal++) {
            int inputs = signal * s.inputs();
            int outputs = signal * s.outputs();
            for (int start = 0; start < blocks; start += round) {
                int first = start;
                int count = Math.min(round, blocks - start);
                Arrays.fill(sums, 0, count * s.inputs() * size, 0);
                Threads.runRows(count, s.inputs(), MatMulLoops.nanos(s.outputs(), s.taps(), block), (n, from, to) -> {
                    double[] rows = Scratch.pool().doubles(phases.length * row);
                    int t = (first + n) * block;
                    for (int c = from; c < to; c++) {
                        spread(x, (inputs + c) * s.length(), s.length(), (long) t * s.stride() - s.padding(), s.dilation(), phases, rows, 0, row);
                        panels.addProduct(s.outputs(), s.taps(), Math.min(block, length - t), dy, outputs * length + t, length,
                                rows, base, 0, sums, (n * s.inputs() + c) * size, s.taps());
                    }
                    Scratch.pool().giveBack(rows);
                });
                for (int n = 0; n < count; n++) {
                    addWeights(s, signal % s.groups(), sums, n * s.inputs() * size, dw);
                }
            }
        }
        Scratch.pool().giveBack(sums);
    }

    /** Adds sums [c, o, k] of one group. */
    private static void addWeights(ConvShape s, int g, double[] sums, int from, double[] dw) {
        for (int c = 0; c < s.inputs(); c++) {
            for (int o = 0; o < s.outputs(); o++) {
                int to = ((g * s.outputs() + o) * s.inputs() + c) * s.taps();
                for (int k = 0; k < s.taps(); k++) {
                    dw[to + k] += sums[from + (c * s.outputs() + o) * s.taps() + k];
                }
            }
        }
    }

    /** The weights w[o, c, k] of one group and the given taps, as rows c of columns (o, k). */
    private static void exchange(ConvShape s, int g, int[] taps, double[] w, double[] rows) {
        int count = s.outputs() * taps.length;
        for (int c = 0; c < s.inputs(); c++) {
            for (int o = 0; o < s.outputs(); o++) {
                for (int k = 0; k < taps.length; k++) {
                    rows[c * count + o * taps.length + k] = w[((g * s.outputs() + o) * s.inputs() + c) * s.taps() + taps[k]];
                }
            }
        }
    }

    /** The distinct remainders of 0, step, 2 step, ... (count of them) by {@code n}, ascending. */
    private static int[] residues(int count, int step, int n) {
        return IntStream.range(0, count).map(k -> (int) ((long) k * step % n)).distinct().sorted().toArray();
    }

    /** Samples from index {@code start} on, zero outside the signal: sample start + phases[r] + u stride goes to row r, column u. */
    private static void spread(double[] x, int offset, int length, long start, int stride, int[] phases, double[] out, int to, int row) {
        for (int r = 0; r < phases.length; r++) {
            long first = start + phases[r];
            int begin = to + r * row;
            int u = first >= 0 ? 0 : (int) Math.min(row, ceil(-first, stride));
            int end = first >= length ? 0 : (int) Math.min(row, ceil(length - first, stride));
            Arrays.fill(out, begin, begin + u, 0);
            if (stride == 1 && end > u) {
                System.arraycopy(x, (int) (offset + first + u), out, begin + u, end - u);
            } else {
                int from = (int) (offset + first + (long) u * stride);
                for (int v = u; v < end; v++) {
                    out[begin + v] = x[from + (v - u) * stride];
                }
            }
            Arrays.fill(out, begin + Math.max(u, end), begin + row, 0);
        }
    }

    /** a / b, rounded up; a may be negative, above -b. Strides and dilations may be as large as an int can be. */
    private static long ceil(long a, int b) {
        return (a + b - 1) / b;
    }

    /** {@code dx[to + u stride] += sums[from + u]} for u below {@code count}. */
    private static void addStrided(double[] sums, int from, int count, double[] dx, int to, int stride) {
        for (int u = 0; u < count; u++) {
            dx[to + u * stride] += sums[from + u];
        }
    }
}
