package org.foldgrad.autodiff.kernel;

/** Sums of weighted rows in plain Java. */
final class DoublePanelLoops implements PanelLoops<double[]> {
    @Override
    public void addProduct(int rows, int columns, int count, double[] a, int aOffset, int aStride, double[] b, int[] base, int bOffset,
            double[] c, int cOffset, int cStride) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < count; j++) {
                DoubleMatMulLoops.addScaled(a[aOffset + r * aStride + j], b, bOffset + base[j], columns, c, cOffset + r * cStride);
            }
        }
    }
}
