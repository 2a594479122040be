package org.foldgrad.pitch.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BandedTest {
    private static final int N = 12;
    private static final int BAND = 3;

    @Test
    void solvesAndInvertsLikeTheDenseMatrix() {
        double[][] a = new double[N][N];
        Banded banded = new Banded(N, BAND);
        Random random = new Random(5);
        for (int i = 0; i < N; i++) {
            for (int j = Math.max(0, i - BAND); j <= i; j++) {
                double v = i == j ? 5 + random.nextDouble() : random.nextDouble() - 0.5;
                a[i][j] = v;
                a[j][i] = v;
                banded.add(i, j, v);
            }
        }
        banded.factor();
        double[] diagonal = banded.inverse().diagonal();
        for (int column = 0; column < N; column++) {
            double[] x = new double[N];
            x[column] = 1;
            banded.solve(x);
            for (int i = 0; i < N; i++) {
                double product = 0;
                for (int j = 0; j < N; j++) {
                    product += a[i][j] * x[j];
                }
                assertEquals(i == column ? 1 : 0, product, 1e-13);
            }
            assertEquals(x[column], diagonal[column], 1e-13);
        }
    }
}
