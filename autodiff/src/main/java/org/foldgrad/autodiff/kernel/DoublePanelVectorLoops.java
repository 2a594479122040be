package org.foldgrad.autodiff.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of weighted rows in tiles held in vector registers. Where there are rows to share each load of b, a tile is six rows by four vectors,
 * or by two where vectors are narrower than 512 bits: such processors may have sixteen registers only. Else it is one row by eight vectors,
 * which keeps as many independent chains of multiply-adds going.
 */
final class DoublePanelVectorLoops implements PanelLoops<double[]> {
    private static final VectorSpecies<Double> S = VectorSpecies.of(double.class, VectorShape.forBitSize(Backend.chosen().bits));
    private static final int L = S.length();
    /** Columns of the wide tiles of six rows. */
    static final int WIDE = S.vectorBitSize() == 512 ? 4 * L : 2 * L;

    /** Where a tile is computed that only in part belongs to c. */
    private final double[] edge = new double[6 * 8 * L];

    @Override
    public void addProduct(int rows, int columns, int count, double[] a, int aOffset, int aStride, double[] b, int[] base, int bOffset,
            double[] c, int cOffset, int cStride) {
        int height = rows < 3 ? 1 : 6;
        int wide = height == 1 ? 8 * L : WIDE;
        int narrow = height == 1 ? 4 * L : L;
        for (int i = 0; i < columns;) {
            int width = i + wide <= columns ? wide : narrow;
            int used = Math.min(width, columns - i);
            for (int r = 0; r < rows; r += height) {
                addTile(height, width, Math.min(height, rows - r), used, count, a, aOffset + r * aStride, aStride, b, base, bOffset + i,
                        c, cOffset + i + r * cStride, cStride);
            }
            i += width;
        }
    }

    /** A tile of which the first {@code high} rows and {@code used} columns belong to c. */
    private void addTile(int height, int width, int high, int used, int count, double[] a, int p, int aStride, double[] b, int[] base,
            int q, double[] c, int out, int stride) {
        if (high == height && used == width) {
            tile(height, width, high, count, a, p, aStride, b, base, q, c, out, stride);
            return;
        }
        for (int k = 0; k < high; k++) {
            System.arraycopy(c, out + k * stride, edge, k * width, used);
        }
        tile(height, width, high, count, a, p, aStride, b, base, q, edge, 0, width);
        for (int k = 0; k < high; k++) {
            System.arraycopy(edge, k * width, c, out + k * stride, used);
        }
    }

    /** A whole tile; rows of a from {@code high} on do not exist, the last one is used in their place. */
    private static void tile(int height, int width, int high, int count, double[] a, int p, int aStride, double[] b, int[] base, int q,
            double[] c, int out, int stride) {
        if (height == 6) {
            if (width == L) {
                tile6x1(count, a, p, aStride, high - 1, b, base, q, c, out, stride);
            } else if (width == 2 * L) {
                tile6x2(count, a, p, aStride, high - 1, b, base, q, c, out, stride);
            } else {
                tile6x4(count, a, p, aStride, high - 1, b, base, q, c, out, stride);
            }
        } else if (width == 4 * L) {
            tile1x4(count, a, p, b, base, q, c, out);
        } else {
            tile1x8(count, a, p, b, base, q, c, out);
        }
    }

    /** Rows of {@code WIDE} elements, {@code stride} apart, one after the other. */
    static void copyWide(double[] x, int from, int stride, int rows, double[] y, int to) {
        for (int i = 0; i < rows; i++) {
            for (int t = 0; t < WIDE; t += L) {
                DoubleVector.fromArray(S, x, from + i * stride + t).intoArray(y, to + i * WIDE + t);
            }
        }
    }

    private static void tile6x4(int count, double[] a, int p, int aStride, int last, double[] b, int[] base, int q,
            double[] c, int out, int stride) {
        int p1 = p + Math.min(1, last) * aStride;
        int p2 = p + Math.min(2, last) * aStride;
        int p3 = p + Math.min(3, last) * aStride;
        int p4 = p + Math.min(4, last) * aStride;
        int p5 = p + Math.min(5, last) * aStride;
        int out1 = out + stride;
        int out2 = out1 + stride;
        int out3 = out2 + stride;
        int out4 = out3 + stride;
        int out5 = out4 + stride;
        DoubleVector s00 = DoubleVector.fromArray(S, c, out);
        DoubleVector s01 = DoubleVector.fromArray(S, c, out + L);
        DoubleVector s02 = DoubleVector.fromArray(S, c, out + 2 * L);
        DoubleVector s03 = DoubleVector.fromArray(S, c, out + 3 * L);
        DoubleVector s10 = DoubleVector.fromArray(S, c, out1);
        DoubleVector s11 = DoubleVector.fromArray(S, c, out1 + L);
        DoubleVector s12 = DoubleVector.fromArray(S, c, out1 + 2 * L);
        DoubleVector s13 = DoubleVector.fromArray(S, c, out1 + 3 * L);
        DoubleVector s20 = DoubleVector.fromArray(S, c, out2);
        DoubleVector s21 = DoubleVector.fromArray(S, c, out2 + L);
        DoubleVector s22 = DoubleVector.fromArray(S, c, out2 + 2 * L);
        DoubleVector s23 = DoubleVector.fromArray(S, c, out2 + 3 * L);
        DoubleVector s30 = DoubleVector.fromArray(S, c, out3);
        DoubleVector s31 = DoubleVector.fromArray(S, c, out3 + L);
        DoubleVector s32 = DoubleVector.fromArray(S, c, out3 + 2 * L);
        DoubleVector s33 = DoubleVector.fromArray(S, c, out3 + 3 * L);
        DoubleVector s40 = DoubleVector.fromArray(S, c, out4);
        DoubleVector s41 = DoubleVector.fromArray(S, c, out4 + L);
        DoubleVector s42 = DoubleVector.fromArray(S, c, out4 + 2 * L);
        DoubleVector s43 = DoubleVector.fromArray(S, c, out4 + 3 * L);
        DoubleVector s50 = DoubleVector.fromArray(S, c, out5);
        DoubleVector s51 = DoubleVector.fromArray(S, c, out5 + L);
        DoubleVector s52 = DoubleVector.fromArray(S, c, out5 + 2 * L);
        DoubleVector s53 = DoubleVector.fromArray(S, c, out5 + 3 * L);
        for (int j = 0; j < count; j++) {
            int row = q + base[j];
            DoubleVector b0 = DoubleVector.fromArray(S, b, row);
            DoubleVector b1 = DoubleVector.fromArray(S, b, row + L);
            DoubleVector b2 = DoubleVector.fromArray(S, b, row + 2 * L);
            DoubleVector b3 = DoubleVector.fromArray(S, b, row + 3 * L);
            DoubleVector x = DoubleVector.broadcast(S, a[p + j]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            s02 = x.fma(b2, s02);
            s03 = x.fma(b3, s03);
            x = DoubleVector.broadcast(S, a[p1 + j]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            s12 = x.fma(b2, s12);
            s13 = x.fma(b3, s13);
            x = DoubleVector.broadcast(S, a[p2 + j]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            s22 = x.fma(b2, s22);
            s23 = x.fma(b3, s23);
            x = DoubleVector.broadcast(S, a[p3 + j]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            s32 = x.fma(b2, s32);
            s33 = x.fma(b3, s33);
            x = DoubleVector.broadcast(S, a[p4 + j]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            s42 = x.fma(b2, s42);
            s43 = x.fma(b3, s43);
            x = DoubleVector.broadcast(S, a[p5 + j]);
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
            s52 = x.fma(b2, s52);
            s53 = x.fma(b3, s53);
        }
        s00.intoArray(c, out);
        s01.intoArray(c, out + L);
        s02.intoArray(c, out + 2 * L);
        s03.intoArray(c, out + 3 * L);
        s10.intoArray(c, out1);
        s11.intoArray(c, out1 + L);
        s12.intoArray(c, out1 + 2 * L);
        s13.intoArray(c, out1 + 3 * L);
        s20.intoArray(c, out2);
        s21.intoArray(c, out2 + L);
        s22.intoArray(c, out2 + 2 * L);
        s23.intoArray(c, out2 + 3 * L);
        s30.intoArray(c, out3);
        s31.intoArray(c, out3 + L);
        s32.intoArray(c, out3 + 2 * L);
        s33.intoArray(c, out3 + 3 * L);
        s40.intoArray(c, out4);
        s41.intoArray(c, out4 + L);
        s42.intoArray(c, out4 + 2 * L);
        s43.intoArray(c, out4 + 3 * L);
        s50.intoArray(c, out5);
        s51.intoArray(c, out5 + L);
        s52.intoArray(c, out5 + 2 * L);
        s53.intoArray(c, out5 + 3 * L);
    }

    private static void tile6x2(int count, double[] a, int p, int aStride, int last, double[] b, int[] base, int q,
            double[] c, int out, int stride) {
        int p1 = p + Math.min(1, last) * aStride;
        int p2 = p + Math.min(2, last) * aStride;
        int p3 = p + Math.min(3, last) * aStride;
        int p4 = p + Math.min(4, last) * aStride;
        int p5 = p + Math.min(5, last) * aStride;
        int out1 = out + stride;
        int out2 = out1 + stride;
        int out3 = out2 + stride;
        int out4 = out3 + stride;
        int out5 = out4 + stride;
        DoubleVector s00 = DoubleVector.fromArray(S, c, out);
        DoubleVector s01 = DoubleVector.fromArray(S, c, out + L);
        DoubleVector s10 = DoubleVector.fromArray(S, c, out1);
        DoubleVector s11 = DoubleVector.fromArray(S, c, out1 + L);
        DoubleVector s20 = DoubleVector.fromArray(S, c, out2);
        DoubleVector s21 = DoubleVector.fromArray(S, c, out2 + L);
        DoubleVector s30 = DoubleVector.fromArray(S, c, out3);
        DoubleVector s31 = DoubleVector.fromArray(S, c, out3 + L);
        DoubleVector s40 = DoubleVector.fromArray(S, c, out4);
        DoubleVector s41 = DoubleVector.fromArray(S, c, out4 + L);
        DoubleVector s50 = DoubleVector.fromArray(S, c, out5);
        DoubleVector s51 = DoubleVector.fromArray(S, c, out5 + L);
        for (int j = 0; j < count; j++) {
            int row = q + base[j];
            DoubleVector b0 = DoubleVector.fromArray(S, b, row);
            DoubleVector b1 = DoubleVector.fromArray(S, b, row + L);
            DoubleVector x = DoubleVector.broadcast(S, a[p + j]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = DoubleVector.broadcast(S, a[p1 + j]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = DoubleVector.broadcast(S, a[p2 + j]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = DoubleVector.broadcast(S, a[p3 + j]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = DoubleVector.broadcast(S, a[p4 + j]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            x = DoubleVector.broadcast(S, a[p5 + j]);
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
        }
        s00.intoArray(c, out);
        s01.intoArray(c, out + L);
        s10.intoArray(c, out1);
        s11.intoArray(c, out1 + L);
        s20.intoArray(c, out2);
        s21.intoArray(c, out2 + L);
        s30.intoArray(c, out3);
        s31.intoArray(c, out3 + L);
        s40.intoArray(c, out4);
        s41.intoArray(c, out4 + L);
        s50.intoArray(c, out5);
        s51.intoArray(c, out5 + L);
    }

    private static void tile6x1(int count, double[] a, int p, int aStride, int last, double[] b, int[] base, int q,
            double[] c, int out, int stride) {
        int p1 = p + Math.min(1, last) * aStride;
        int p2 = p + Math.min(2, last) * aStride;
        int p3 = p + Math.min(3, last) * aStride;
        int p4 = p + Math.min(4, last) * aStride;
        int p5 = p + Math.min(5, last) * aStride;
        int out1 = out + stride;
        int out2 = out1 + stride;
        int out3 = out2 + stride;
        int out4 = out3 + stride;
        int out5 = out4 + stride;
        DoubleVector s00 = DoubleVector.fromArray(S, c, out);
        DoubleVector s10 = DoubleVector.fromArray(S, c, out1);
        DoubleVector s20 = DoubleVector.fromArray(S, c, out2);
        DoubleVector s30 = DoubleVector.fromArray(S, c, out3);
        DoubleVector s40 = DoubleVector.fromArray(S, c, out4);
        DoubleVector s50 = DoubleVector.fromArray(S, c, out5);
        for (int j = 0; j < count; j++) {
            int row = q + base[j];
            DoubleVector b0 = DoubleVector.fromArray(S, b, row);
            DoubleVector x = DoubleVector.broadcast(S, a[p + j]);
            s00 = x.fma(b0, s00);
            x = DoubleVector.broadcast(S, a[p1 + j]);
            s10 = x.fma(b0, s10);
            x = DoubleVector.broadcast(S, a[p2 + j]);
            s20 = x.fma(b0, s20);
            x = DoubleVector.broadcast(S, a[p3 + j]);
            s30 = x.fma(b0, s30);
            x = DoubleVector.broadcast(S, a[p4 + j]);
            s40 = x.fma(b0, s40);
            x = DoubleVector.broadcast(S, a[p5 + j]);
            s50 = x.fma(b0, s50);
        }
        s00.intoArray(c, out);
        s10.intoArray(c, out1);
        s20.intoArray(c, out2);
        s30.intoArray(c, out3);
        s40.intoArray(c, out4);
        s50.intoArray(c, out5);
    }

    private static void tile1x8(int count, double[] a, int p, double[] b, int[] base, int q, double[] c, int out) {
        DoubleVector s00 = DoubleVector.fromArray(S, c, out);
        DoubleVector s01 = DoubleVector.fromArray(S, c, out + L);
        DoubleVector s02 = DoubleVector.fromArray(S, c, out + 2 * L);
        DoubleVector s03 = DoubleVector.fromArray(S, c, out + 3 * L);
        DoubleVector s04 = DoubleVector.fromArray(S, c, out + 4 * L);
        DoubleVector s05 = DoubleVector.fromArray(S, c, out + 5 * L);
        DoubleVector s06 = DoubleVector.fromArray(S, c, out + 6 * L);
        DoubleVector s07 = DoubleVector.fromArray(S, c, out + 7 * L);
        for (int j = 0; j < count; j++) {
            int row = q + base[j];
            DoubleVector b0 = DoubleVector.fromArray(S, b, row);
            DoubleVector b1 = DoubleVector.fromArray(S, b, row + L);
            DoubleVector b2 = DoubleVector.fromArray(S, b, row + 2 * L);
            DoubleVector b3 = DoubleVector.fromArray(S, b, row + 3 * L);
            DoubleVector b4 = DoubleVector.fromArray(S, b, row + 4 * L);
            DoubleVector b5 = DoubleVector.fromArray(S, b, row + 5 * L);
            DoubleVector b6 = DoubleVector.fromArray(S, b, row + 6 * L);
            DoubleVector b7 = DoubleVector.fromArray(S, b, row + 7 * L);
            DoubleVector x = DoubleVector.broadcast(S, a[p + j]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            s02 = x.fma(b2, s02);
            s03 = x.fma(b3, s03);
            s04 = x.fma(b4, s04);
            s05 = x.fma(b5, s05);
            s06 = x.fma(b6, s06);
            s07 = x.fma(b7, s07);
        }
        s00.intoArray(c, out);
        s01.intoArray(c, out + L);
        s02.intoArray(c, out + 2 * L);
        s03.intoArray(c, out + 3 * L);
        s04.intoArray(c, out + 4 * L);
        s05.intoArray(c, out + 5 * L);
        s06.intoArray(c, out + 6 * L);
        s07.intoArray(c, out + 7 * L);
    }

    private static void tile1x4(int count, double[] a, int p, double[] b, int[] base, int q, double[] c, int out) {
        DoubleVector s00 = DoubleVector.fromArray(S, c, out);
        DoubleVector s01 = DoubleVector.fromArray(S, c, out + L);
        DoubleVector s02 = DoubleVector.fromArray(S, c, out + 2 * L);
        DoubleVector s03 = DoubleVector.fromArray(S, c, out + 3 * L);
        for (int j = 0; j < count; j++) {
            int row = q + base[j];
            DoubleVector b0 = DoubleVector.fromArray(S, b, row);
            DoubleVector b1 = DoubleVector.fromArray(S, b, row + L);
            DoubleVector b2 = DoubleVector.fromArray(S, b, row + 2 * L);
            DoubleVector b3 = DoubleVector.fromArray(S, b, row + 3 * L);
            DoubleVector x = DoubleVector.broadcast(S, a[p + j]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            s02 = x.fma(b2, s02);
            s03 = x.fma(b3, s03);
        }
        s00.intoArray(c, out);
        s01.intoArray(c, out + L);
        s02.intoArray(c, out + 2 * L);
        s03.intoArray(c, out + 3 * L);
    }
}
