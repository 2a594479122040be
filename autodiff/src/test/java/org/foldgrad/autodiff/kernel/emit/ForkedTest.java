package org.foldgrad.autodiff.kernel.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.kernel.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a fresh JVM can show: kernels that do not allocate whatever ran before, and runs with another backend. */
class ForkedTest {
    private static final List<String> VECTORS = List.of("--add-modules", "jdk.incubator.vector", "-Xmx256m");

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noKernelAllocatesByTheElement(long seed) throws Exception {
        Fork.run(VECTORS, Allocations.class, Long.toString(seed));
    }

    @Test
    void withoutTheVectorModuleKernelsRunOnPlainLoopsAndSaySoOnce() throws Exception {
        String output = Fork.run(List.of(), PrintsSums.class);
        assertTrue(output.contains("scalar 499500.0 45.0"), output);
        assertEquals(2, output.split("--add-modules jdk.incubator.vector", -1).length, output);
    }

    @Test
    void thePropertyForcesABackend() throws Exception {
        for (Backend backend : Backend.available()) {
            String output = Fork.run(List.of("--add-modules", "jdk.incubator.vector", "-Dfoldgrad.backend=" + backend), PrintsSums.class);
            assertTrue(output.contains(backend + " 499500.0 45.0"), output);
        }
    }

    @Test
    void aBackendThatIsNotThereIsRefusedWithTheChoices() {
        AssertionError failure = assertThrows(AssertionError.class,
            () -> Fork.run(List.of("-Dfoldgrad.backend=vector:256"), PrintsSums.class));
        assertTrue(failure.getMessage().contains("foldgrad.backend=vector:256, expected one of [scalar]; vectors need --add-modules jdk.incubator.vector"),
            failure.getMessage());
    }

    /** Prints the backend and two sums. */
    static final class PrintsSums {
        public static void main(String[] args) {
            Program program = new Program(List.of(Expr.input(0)), List.of(Sink.SUM), 1, 0);
            double[] x = new double[1000];
            for (int i = 0; i < x.length; i++) {
                x[i] = i;
            }
            double[][] out = {new double[1]};
            Kernels.f64(program).run(new double[][] {x}, out, 0, 1000);
            double all = out[0][0];
            Kernels.f64(program).run(new double[][] {x}, out, 0, 10);
            System.out.println(Backend.chosen() + " " + all + " " + out[0][0]);
        }
    }
}
