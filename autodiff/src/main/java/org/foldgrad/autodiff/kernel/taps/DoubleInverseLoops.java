package org.foldgrad.autodiff.kernel.taps;

/** The inverse of a table read by straight lines. Locals declared {@code var} have 64 bits whatever the element type. */
final class DoubleInverseLoops implements InverseLoops<double[]> {
    @Override
    public int firstDescent(double[] table, int size) {
        for (int k = 1; k < size; k++) {
            if (!(table[k] > table[k - 1])) {
                return k;
            }
        }
        return -1;
    }

    @Override
    public void positions(double[] table, int size, Positions values, Positions out) {
        int cell = 0;
        for (int i = 0; i < values.size(); i++) {
            var v = values.get(i);
            cell = cell(table, size - 2, values, i, cell);
            var a = table[cell];
            // the difference is taken in 64 bits: near neighbours in a narrower table must not lose it
            out.index()[out.first() + i] = cell + (v - a) / (0.0 + table[cell + 1] - a);
        }
    }

    /** The last cell k in 0..last with table[k] ≤ value, or 0: steps double from the cell {@code near} until they pass it, then halve. */
    private static int cell(double[] table, int last, Positions values, int i, int near) {
        var v = values.get(i);
        int low = near;
        int step = 1;
        while (low > 0 && !(table[low] <= v)) {
            low = Math.max(0, low - step);
            step <<= 1;
        }
        int high = low == near ? near + 1 : Math.min(near, low + step);
        step = 1;
        while (high <= last && table[high] <= v) {
            low = high;
            high = step > last - high ? last + 1 : high + step;
            step <<= 1;
        }
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (table[middle] <= v) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
