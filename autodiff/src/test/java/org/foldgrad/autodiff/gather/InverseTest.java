package org.foldgrad.autodiff.gather;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Report;
import org.foldgrad.autodiff.check.Verdict;

class InverseTest {
    record Lookup(Tensor table, Tensor values) {}

    private static double[] increasing(Random random, int n) {
        double[] table = new double[n];
        table[0] = random.nextDouble(-1, 1);
        for (int k = 1; k < n; k++) {
            table[k] = table[k - 1] + 0.2 + random.nextDouble();
        }
        return table;
    }

    @Property(tries = 200)
    void readingTheTableThereGivesTheValue(@ForAll @IntRange(min = 2, max = 60) int n, @ForAll boolean sorted, @ForAll long seed) {
        Random random = new Random(seed);
        double[] table = increasing(random, n);
        double[] values = random.doubles(50, table[0], table[n - 1]).toArray();
        if (sorted) {
            Arrays.sort(values);
        }
        Tensor x = Inverse.inverse(Tensor.of(table), Tensor.of(values));
        assertArrayEquals(values, Gather.gather(Tensor.of(table), x, Interpolation.linear(), Boundary.strict()).toArray(), 1e-12);
        Tensor knots = Inverse.inverse(Tensor.of(table), Tensor.of(table));
        assertArrayEquals(Tensor.range(n).toArray(), knots.toArray());
    }

    @Property(tries = 60)
    void gradientsToSecondOrder(@ForAll @IntRange(min = 2, max = 8) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] table = increasing(random, n);
        double[] values = new double[5];
        for (int i = 0; i < values.length; i++) {
            int k = random.nextInt(n - 1);
            values[i] = table[k] + (table[k + 1] - table[k]) * (0.1 + 0.8 * random.nextDouble());
        }
        values[0] = table[0] - 0.5;
        values[1] = table[n - 1] + 0.5;
        // small steps keep the table increasing and the values in their cells
        Tensor origin = Tensor.of(table);
        Tensor start = Tensor.of(values);
        Report report = GradientCheck.of((Lookup l) -> Inverse.inverse(origin.plus(l.table().times(0.02)), start.plus(l.values().times(0.02))))
                .seed(seed).at(new Lookup(Tensor.zeros(n), Tensor.zeros(5)));
        assertEquals(Verdict.CORRECT, report.verdict(), report::toString);
    }

    /** The table in f32 and the values in f64, forwards and backwards. */
    @Example
    void tangentsOfMixedTypes() {
        Lookup at = new Lookup(Tensor.of(0, 1, 3).to(DType.F32), Tensor.of(0.5, 2));
        Lookup v = new Lookup(Tensor.of(1, 2, 4).to(DType.F32), Tensor.of(-1, 3));
        var pushed = Gradients.jvp((Lookup l) -> Inverse.inverse(l.table(), l.values()), at, v);
        assertArrayEquals(new double[] {-1 - 1.5, (3 - 3) / 2.0}, pushed.tangent().toArray(), 1e-15);
        Lookup onlyTable = new Lookup(v.table(), Tensor.zeros(2));
        assertArrayEquals(new double[] {-1.5, -1.5}, Gradients.jvp((Lookup l) -> Inverse.inverse(l.table(), at.values()), at, onlyTable)
                .tangent().toArray(), 1e-15);
    }

    @Example
    void outerLinesGoOn() {
        Tensor table = Tensor.of(1, 3, 4);
        assertArrayEquals(new double[] {-1, 0, 0.5, 1, 2, 4, Double.NaN, Double.POSITIVE_INFINITY},
                Inverse.inverse(table, Tensor.of(-1, 1, 2, 3, 4, 6, Double.NaN, Double.POSITIVE_INFINITY)).toArray());
    }

    @Example
    void f32TablesAreReadIn64Bits() {
        Tensor table = Tensor.of(0.1, 1000.2, 1000.3).to(DType.F32);
        Tensor wide = table.to(DType.F64);
        Tensor values = Tensor.of(0.5, 1000.25, 7e5);
        assertArrayEquals(Inverse.inverse(wide, values).toArray(), Inverse.inverse(table, values).toArray());
    }

    @Example
    void refusesATableThatDoesNotIncrease() {
        for (double[] table : new double[][] {{0, 1, 1}, {0, 2, 1}, {0, 1, Double.NaN}}) {
            AutodiffException e = assertThrows(AutodiffException.class, () -> Inverse.inverse(Tensor.of(table), Tensor.of(0.5)));
            assertTrue(e.getMessage().contains("sample 2 is " + table[2] + " after " + table[1]), e.getMessage());
        }
        assertThrows(AutodiffException.class, () -> Inverse.inverse(Tensor.of(1), Tensor.of(0.5)));
        assertThrows(AutodiffException.class, () -> Inverse.inverse(Tensor.of(new double[] {1, 2}, 1, 2), Tensor.of(0.5)));
        assertThrows(AutodiffException.class, () -> Inverse.inverse(Tensor.of(1, 2), Tensor.of(0.5).to(DType.F32)));
        assertEquals(0, Inverse.inverse(Tensor.of(1, 2), Tensor.zeros(0)).size());
    }
}
