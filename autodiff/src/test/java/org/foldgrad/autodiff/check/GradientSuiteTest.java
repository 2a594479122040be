package org.foldgrad.autodiff.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;

/**
 * The derivatives of every operation, by verdict. Each try draws numbers and puts every operation to the test with them; a failure names the
 * operation and is shrunk to the simplest numbers that show it.
 */
@Tag("gradcheck")
class GradientSuiteTest {
    private static final Tally TALLY = new Tally();

    /**
     * Many numbers in general position, or three that lie on kinks and ties: one of these at a time, since a sum of kinks of either sign need
     * have no subgradient where each of its terms has one.
     */
    @Provide
    Arbitrary<double[]> data() {
        Arbitrary<Double> general = Arbitraries.doubles().between(-3, 3).ofScale(12).withDistribution(RandomDistribution.uniform()).withoutEdgeCases();
        Arbitrary<Double> special = Arbitraries.of(0.0, -0.0, 1.0, -1.0, 2.0, 0.5, -0.5, Math.nextUp(1.0), Math.nextDown(-1.0), 1e-6, 20.0, -20.0);
        return Arbitraries.frequencyOf(
                Tuple.of(9, general.array(double[].class).ofMinSize(4).ofMaxSize(27)),
                Tuple.of(1, Arbitraries.oneOf(special, general).array(double[].class).ofSize(3)));
    }

    @Property
    void firstOrder(@ForAll("data") double[] data) {
        for (Case c : Case.suiting(data)) {
            verdict(c, "first order, f64", data, DType.F64, false, 0);
        }
    }

    @Property
    void secondOrder(@ForAll("data") double[] data) {
        for (Case c : Case.suiting(data)) {
            if (c.twice()) {
                verdict(c, "second order, f64", data, DType.F64, true, 0);
            }
        }
    }

    @Property
    void firstOrderInSinglePrecision(@ForAll("data") double[] data) {
        for (Case c : Case.suiting(data)) {
            verdict(c, "first order, f32", data, DType.F32, false, 0);
        }
    }

    @Property
    void scalarOperands(@ForAll("data") double[] data) {
        for (Case c : Case.elementwise()) {
            for (int scalar = 1; c.arity() > 1 && scalar < 1 << c.arity(); scalar++) {
                verdict(c, "scalar operands", data, DType.F64, false, scalar);
            }
        }
    }

    /** Two runs, and a run on another thread, give the same bits. */
    @Property
    void repeatable(@ForAll("data") double[] data) {
        for (Case c : Case.suiting(data)) {
            Tensor[] in = c.inputs(data, DType.F64, 0);
            double[][] here = gradients(c, in);
            double[][] there = CompletableFuture.supplyAsync(() -> gradients(c, in)).join();
            for (int i = 0; i < here.length; i++) {
                assertTrue(Arrays.equals(here[i], there[i]), c + " on " + Arrays.toString(in));
            }
            TALLY.count(c.name(), "bitwise repeatable", Verdict.CORRECT);
        }
    }

    private static double[][] gradients(Case c, Tensor[] in) {
        Tensor[] g = Gradients.grad((Tensor[] p) -> c.f().apply(p).sum()).apply(in);
        return Arrays.stream(g).map(Tensor::toArray).toArray(double[][]::new);
    }

    private static void verdict(Case c, String mode, double[] data, DType dtype, boolean second, int scalars) {
        Tensor[] in = c.inputs(data, dtype, scalars);
        GradientCheck<Tensor[]> check = GradientCheck.of(c.f()).seed(Arrays.hashCode(data));
        Report report = (second ? check : check.firstOrder()).at(in);
        TALLY.count(c.name(), mode, report.verdict());
        boolean refuted = report.verdict() == Verdict.WRONG || report.verdict() == Verdict.JUMP;
        assertTrue(!refuted, () -> c + " (" + mode + ") on " + Arrays.toString(in) + "\n" + report);
    }

    /** A check that never decides proves nothing; single precision leaves few steps between curvature and rounding. */
    @AfterContainer
    static void everyOperationWasDecidedOften() {
        System.out.println(TALLY.table());
        assertEquals("", TALLY.undecided(0.25), "operations and modes in which fewer than a quarter of the tries came to a verdict");
    }
}
