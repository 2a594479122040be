package org.foldgrad.autodiff.kernel.dense;

/** Sums of weighted rows in plain Java. */
final class DoublePanelLoops implements PanelLoops<double[]> {
    @Override
    public void addProduct(int rows, int columns, int count, double[] a, int aOffset, int aStride, double[] b, int[] base, int bOffset,
            double[] c, int cOffset, int cStride) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < count;) {
                int run = rows < FEW ? PanelLoops.slide(base, j, count) : 1;
                int phases = run == Slide.TAPS ? Slide.DISTANCE : run;
                for (int phase = 0; phase < phases; phase++) {
                    for (int tap = phase; tap < run; tap += phases) {
                        DoubleMatMulLoops.addScaled(a[aOffset + r * aStride + j + tap], b, bOffset + base[j + tap], columns,
                                c, cOffset + r * cStride);
                    }
                }
                j += run;
            }
        }
    }
}
