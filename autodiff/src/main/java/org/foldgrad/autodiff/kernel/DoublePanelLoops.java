package org.foldgrad.autodiff.kernel;

/** Packed products in plain Java. */
final class DoublePanelLoops implements PanelLoops<double[]> {
    @Override
    public void addProduct(int rows, int columns, int count, double[] a, int aOffset, double[] b, int[] base, int bOffset, double[] c,
            int cOffset, int cStride) {
        int height = PanelLoops.height(rows);
        for (int r = 0; r < rows; r++) {
            int weights = aOffset + r / height * height * count + r % height;
            for (int j = 0; j < count; j++) {
                DoubleMatMulLoops.addScaled(a[weights + j * height], b, bOffset + base[j], columns, c, cOffset + r * cStride);
            }
        }
    }
}
