package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As rounding loses its grip, on audio upsampled by a growing factor, the loss as posed tends to the walk in real numbers. */
class UpsamplingTest {
    private static final Interpolation SINC = Interpolation.windowedSinc(32);

    @ParameterizedTest
    @ValueSource(strings = {"vibrato-16k", "detuned-16k", "noise-16k", "vibrato-44k"})
    void discreteFoldTendsToWalkFold(String clip) throws IOException {
        Path folder = Path.of(System.getProperty("foldgrad.golden", "../../shared/golden")).resolve("fold");
        assumeTrue(Files.isDirectory(folder), "no folder " + folder);
        double[] x = Npy.read(folder.resolve(clip + ".audio.npy"));
        double[] theta = Npy.read(folder.resolve(clip + ".envelope.npy"));
        FoldOptions options = FoldOptions.defaults().withInterpolation(SINC).withEps(0).withQuadrature(1024);
        double limit = new WalkFold(x, theta.length, options).loss(Tensor.of(theta)).item();
        // what the weight of the last, partial cycle leaves between the two walks
        double lastCycle = 1.0 / new DiscreteFold(x).cycles(theta);
        double before = Double.POSITIVE_INFINITY;
        for (int factor : new int[] {1, 8, 64}) {
            double error = Math.abs(upsampled(x, theta, factor) / limit - 1);
            assertTrue(error < before / 2 || error < lastCycle, clip + ": " + error + " at factor " + factor + ", " + before + " before");
            before = error;
        }
        assertTrue(before < 0.01, clip + ": " + before + " at factor 64");
    }

    private static double upsampled(double[] x, double[] theta, int factor) {
        Tensor fine = Tensor.range(x.length * factor).over(factor);
        double[] y = Gather.gather(Tensor.of(x), fine, SINC, Boundary.reflect()).toArray();
        double[] longer = theta.clone();
        for (int p = 0; p < longer.length; p++) {
            longer[p] += Math.log(factor) / Math.log(2);
        }
        return new DiscreteFold(y).value(longer) / Math.sqrt(factor);
    }
}
