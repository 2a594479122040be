package org.foldgrad.pitch.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.foldgrad.autodiff.AutodiffException;
import org.foldgrad.autodiff.Custom;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Op;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.autodiff.check.GradientCheck;
import org.foldgrad.autodiff.check.Report;
import org.foldgrad.autodiff.check.Verdict;
import org.foldgrad.autodiff.gather.Boundary;
import org.foldgrad.autodiff.gather.Gather;
import org.foldgrad.autodiff.gather.Interpolation;
import org.junit.jupiter.api.Test;

/** The losses over tensors: the two forms of each agree, and their gradients pass the check. */
class FoldLossTest {
    private static final int N = 3000;
    private static final int P = 16;

    private static double[] audio(long seed) {
        return FoldKernelTest.tone(new Random(seed), N);
    }

    private static Tensor theta(long seed) {
        Random random = new Random(seed);
        double[] theta = new double[P];
        for (int p = 0; p < P; p++) {
            theta[p] = Math.log(80) / Math.log(2) - 0.04 * Math.sin(p * (N / P) / 700.0) + 0.03 * random.nextGaussian();
        }
        return Tensor.of(theta);
    }

    private static void agree(Function<Tensor, Tensor> fused, Function<Tensor, Tensor> recorded, Tensor theta, double tolerance) {
        Gradients.ValueAndGrad<Tensor> one = Gradients.valueAndGrad(fused).apply(theta);
        Gradients.ValueAndGrad<Tensor> other = Gradients.valueAndGrad(recorded).apply(theta);
        assertEquals(other.value().item(), one.value().item(), 1e-12 * Math.max(1, Math.abs(other.value().item())));
        double[] g = other.grad().toArray();
        double size = 1;
        for (double v : g) {
            size = Math.max(size, Math.abs(v));
        }
        assertArrayEquals(g, one.grad().toArray(), tolerance * size);
    }

    @Property(tries = 12)
    void walkFoldIsTheSameInBothForms(@ForAll long seed) {
        FoldOptions options = FoldOptions.defaults().withQuadrature(96);
        for (Interpolation kernel : new Interpolation[] {Interpolation.bSpline(), Interpolation.catmullRom()}) {
            WalkFold fold = new WalkFold(audio(seed), P, options.withInterpolation(kernel));
            agree(fold::loss, fold::recorded, theta(seed), 1e-12);
        }
        // slopes that jump make the gradient 100 times as sensitive to the rounding of the walk's positions
        WalkFold fold = new WalkFold(audio(seed), P, options.withInterpolation(Interpolation.linear()));
        agree(fold::loss, fold::recorded, theta(seed), 1e-10);
    }

    @Property(tries = 12)
    void phaseFoldIsTheSameInBothForms(@ForAll long seed) {
        Random random = new Random(seed);
        double[] voicing = random.doubles(P).map(v -> v < 0.2 ? 0 : v < 0.4 ? v : 1).toArray();
        voicing[3] = 1;
        FoldOptions options = FoldOptions.defaults().withFolds(1 + random.nextInt(3)).withDecimation(1 + random.nextInt(3)).withVoicing(voicing);
        for (Interpolation kernel : new Interpolation[] {Interpolation.bSpline(), Interpolation.linear(), Interpolation.catmullRom()}) {
            PhaseFold fold = new PhaseFold(audio(seed), P, options.withInterpolation(kernel));
            agree(fold::loss, fold::recorded, theta(seed), 1e-12);
        }
    }

    @Test
    void theLongestPeriodsAreTheSameInBothForms() {
        Tensor longest = Tensor.ones(P).times(Math.log(N / 2.0) / Math.log(2) - 1e-9);
        WalkFold walk = new WalkFold(audio(1), P, FoldOptions.defaults());
        PhaseFold phase = new PhaseFold(audio(1), P, FoldOptions.defaults());
        agree(walk::loss, walk::recorded, longest, 1e-12);
        agree(phase::loss, phase::recorded, longest, 1e-12);
    }

    @Test
    void silenceHasNoSlope() {
        WalkFold fold = new WalkFold(new double[N], P, FoldOptions.defaults().withEps(0));
        Tensor ones = Tensor.ones(P);
        for (Function<Tensor, Tensor> loss : List.<Function<Tensor, Tensor>>of(fold::loss, fold::recorded)) {
            assertEquals(0, loss.apply(theta(1)).item());
            assertArrayEquals(new double[P], Ops.abs(Gradients.grad(loss).apply(theta(1))).toArray());
            assertArrayEquals(new double[P], Ops.abs(Gradients.hvp(loss, theta(1), ones)).toArray());
        }
        Tensor toAudio = Gradients.grad((Tensor x) -> fold.recorded(theta(1), x)).apply(Tensor.zeros(N));
        assertArrayEquals(new double[N], Ops.abs(toAudio).toArray());
    }

    @Test
    void theAudioIsCopied() {
        double[] audio = audio(1);
        PhaseFold phase = new PhaseFold(audio, P, FoldOptions.defaults());
        WalkFold walk = new WalkFold(audio, P, FoldOptions.defaults());
        DiscreteFold discrete = new DiscreteFold(audio);
        for (Function<Tensor, Tensor> loss : List.<Function<Tensor, Tensor>>of(phase::loss, walk::loss, discrete::loss)) {
            double before = loss.apply(theta(2)).item();
            for (int n = 0; n < N; n++) {
                audio[n] *= 2;
            }
            assertEquals(before, loss.apply(theta(2)).item());
        }
    }

    @Test
    void splineLossesAreCorrectToSecondOrder() {
        WalkFold walk = new WalkFold(audio(1), P, FoldOptions.defaults());
        PhaseFold phase = new PhaseFold(audio(1), P, FoldOptions.defaults().withFolds(2));
        for (Function<Tensor, Tensor> loss : List.<Function<Tensor, Tensor>>of(walk::loss, walk::recorded, phase::loss, phase::recorded)) {
            Report report = GradientCheck.of(loss).at(theta(2));
            assertEquals(Verdict.CORRECT, report.verdict(), report.toString());
        }
    }

    @Test
    void gradientsFlowToTheAudioToo() {
        WalkFold walk = new WalkFold(audio(1), P, FoldOptions.defaults().withQuadrature(64));
        PhaseFold phase = new PhaseFold(audio(1), P, FoldOptions.defaults());
        Report toWalk = GradientCheck.of((Tensor x) -> walk.recorded(theta(2), x)).firstOrder().at(Tensor.of(audio(1)));
        Report toPhase = GradientCheck.of((Tensor x) -> phase.recorded(theta(2), x)).firstOrder().at(Tensor.of(audio(1)));
        assertEquals(Verdict.CORRECT, toWalk.verdict(), toWalk.toString());
        assertEquals(Verdict.CORRECT, toPhase.verdict(), toPhase.toString());
    }

    @Test
    void theCheckCatchesAWrongHandWrittenGradient() {
        PhaseFold fold = new PhaseFold(audio(1), P, FoldOptions.defaults());
        Op wrong = Custom.of("wrongFold", in -> fold.loss(in[0]), (in, out, cotangent) -> {
            double[] g = Gradients.grad(fold::loss).apply(in[0]).toArray();
            g[P / 2] *= 2;
            return new Tensor[] {Tensor.of(g).times(cotangent)};
        });
        assertEquals(Verdict.WRONG, GradientCheck.of((Tensor t) -> wrong.on(t)).firstOrder().at(theta(2)).verdict());
    }

    @Test
    void theDiscreteFoldSaysWhyItHasNoGradient() {
        DiscreteFold fold = new DiscreteFold(audio(1));
        AutodiffException refused = assertThrows(AutodiffException.class, () -> Gradients.grad(fold::loss).apply(theta(1)));
        assertTrue(refused.getMessage().contains("rounds") && refused.getMessage().contains("PhaseFold"), refused.getMessage());
        assertEquals(fold.value(theta(1).toArray()), fold.loss(theta(1)).item());
    }

    @Test
    void theCheckTellsAJumpFromAKink() {
        DiscreteFold discrete = new DiscreteFold(audio(1));
        assertEquals(Verdict.JUMP, GradientCheck.of((Tensor t) -> discrete.loss(t)).at(theta(1)).verdict());
        Tensor signal = Tensor.of(audio(1));
        Report atKnot = GradientCheck.of((Tensor x) -> Gather.gather(signal, x, Interpolation.linear(), Boundary.clamp())).at(Tensor.of(100, 200.5));
        assertEquals(Verdict.KINK, atKnot.verdict(), atKnot.toString());
    }

    @Test
    void wideKernelsAreRecorded() {
        FoldOptions sinc = FoldOptions.defaults().withInterpolation(Interpolation.windowedSinc());
        PhaseFold phase = new PhaseFold(audio(1), P, sinc);
        WalkFold walk = new WalkFold(audio(1), P, sinc);
        assertEquals(Verdict.CORRECT, GradientCheck.of((Tensor t) -> phase.loss(t)).firstOrder().at(theta(2)).verdict());
        assertEquals(Verdict.CORRECT, GradientCheck.of((Tensor t) -> walk.loss(t)).firstOrder().at(theta(2)).verdict());
    }
}
