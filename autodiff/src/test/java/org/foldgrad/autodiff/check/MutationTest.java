package org.foldgrad.autodiff.check;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The properties of {@link GradientSuiteTest} find every deliberate mistake, so they can fail. */
@Tag("gradcheck")
class MutationTest {
    private static final int TRIES = 5;

    @TestFactory
    Stream<DynamicTest> everyMutantIsFound() {
        return Mutant.all().stream().map(m -> DynamicTest.dynamicTest(m.mistake(), () -> assertTrue(!finder(m).isEmpty(), "not found")));
    }

    /** The finding that gives the mistake away: its mode and verdict; empty if no try shows it. */
    static String finder(Mutant m) {
        for (int seed = 1; seed <= TRIES; seed++) {
            double[] data = new Random(seed).doubles(27, -1.5, 1.5).toArray();
            GradientCheck<Tensor[]> check = GradientCheck.of(m.operation().f()).seed(seed);
            Tensor[] in = m.operation().inputs(data, DType.F64, 0);
            Report whole = check.at(in);
            Report report = whole.verdict() == Verdict.UNCHECKABLE ? check.reverseOnly().at(in) : whole;
            for (Report.Finding f : report.findings()) {
                if (f.verdict() == Verdict.WRONG || f.verdict() == Verdict.JUMP) {
                    return f.mode();
                }
            }
        }
        return "";
    }
}
