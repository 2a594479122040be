package org.foldgrad.autodiff.kernel.taps;

/**
 * Where a position falls in a row of samples: the one place that turns an index into a cell, a fraction and array slots, for values,
 * slopes and adjoints alike. Holds the last answer, so it belongs to one loop.
 *
 * <p>A row is stored with {@code margin} extra entries at both ends, and {@link Edge} tells what stands beyond them. Positions within
 * {@link #low} and {@link #high} need none of this: there every tap is stored, and loops do without.
 */
public final class TapGrid {
    private final TapTable table;
    private final Edge edge;
    private final int size;
    private final int margin;
    private final double reach;
    private final double[] scratch;

    private int cell;
    private double fraction;
    private double factor;

    /** The grid of a row of {@code size} samples and {@code margin} further entries at each end. */
    public TapGrid(TapTable table, Edge edge, int size, int margin) {
        this.table = table;
        this.edge = edge;
        this.size = size;
        this.margin = margin;
        this.scratch = new double[table.taps()];
        this.reach = margin == 0 ? table.taps() / 2 : margin - table.taps() / 2;
    }

    /** The weights' table. */
    TapTable table() {
        return table;
    }

    /** Distance from a cell to the slot of its first tap. */
    int lead() {
        return margin + 1 - table.taps() / 2;
    }

    /** Where plain positions begin: for {@code low <= x < high} the cell is {@code (int) x} and all taps are stored. */
    double low() {
        return Math.max(0, -lead());
    }

    /** Where plain positions end. */
    double high() {
        return Math.min(size - 1, size + margin - table.taps() / 2);
    }

    /**
     * Finds any position; false if there is none, for NaN and for an infinite position in a row that has no limit there.
     *
     * <p>At an integer the cell to the right is taken, so slopes are right-hand ones, except at the last sample of a row that is not
     * periodic: there it is the cell to the left, so that at both ends the slope looks into the row.
     */
    boolean locate(double x) {
        double sign = 1.0;
        if (!(x >= 0.0 && x <= size - 1)) {
            switch (edge) {
                case EXTEND -> { }
                case CLAMP, ZERO -> {
                    double inside = Math.clamp(x, -reach, size - 1 + reach);
                    sign = inside == x ? 1.0 : 0.0;
                    x = inside;
                }
                case WRAP -> {
                    x %= size;
                    x = x < 0.0 ? x + size : x;
                }
                case REFLECT -> {
                    sign = x < 0.0 ? -1.0 : 1.0;
                    double half = Math.max(size - 1, 1);
                    x = Math.abs(x) % (2.0 * half);
                    if (x > half) {
                        x = 2.0 * half - x;
                        sign = -sign;
                    }
                }
            }
        }
        if (Double.isNaN(x)) {
            return false;
        }
        double floor = Math.floor(x);
        if (x == floor && (sign < 0.0 || x == (edge == Edge.WRAP ? size : size - 1))) {
            floor -= 1.0;
        }
        if (edge == Edge.EXTEND) {
            floor = Math.clamp(floor, 0.0, size - 2.0);
        }
        cell = (int) floor;
        fraction = x - floor;
        factor = table.order() == 0 ? 1.0 : (table.order() & 1) == 0 ? sign * sign : sign;
        return true;
    }

    /** Room for the weights of one position. */
    double[] scratch() {
        return scratch;
    }

    /** The weights of the taps at the position found, in {@link #scratch}. */
    double[] weights() {
        table.weights(fraction, scratch);
        for (int t = 0; t < scratch.length; t++) {
            scratch[t] *= factor;
        }
        return scratch;
    }

    /** The slot of tap {@code t} of the position found, or -1 where it reads zero. */
    int slot(int t) {
        long tap = (long) cell - table.taps() / 2 + 1 + t;
        if (tap >= -margin && tap < size + margin) {
            return (int) tap + margin;
        }
        int sample = edge.resolve(tap, size);
        return sample < 0 ? -1 : sample + margin;
    }
}
