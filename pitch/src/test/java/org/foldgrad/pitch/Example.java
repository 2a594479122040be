package org.foldgrad.pitch;

import java.nio.file.Path;
import java.util.Arrays;
import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.audio.AudioFile;
import org.foldgrad.pitch.loss.FoldOptions;
import org.foldgrad.pitch.loss.PhaseFold;
import org.foldgrad.pitch.optim.Adam;
import org.foldgrad.pitch.optim.Descent;
import org.foldgrad.pitch.optim.Minimum;
import org.foldgrad.pitch.optim.Schedule;

class Example {
    public static void main(String[] args) throws Exception {
        Audio audio = AudioFile.read(Path.of("docs/audio/phrase.wav"));
        double[] note = Arrays.copyOfRange(audio.samples(), 4410, 14410);     // the first note: A3, 220 Hz, with vibrato
        int knots = 40;                                                       // points of the envelope
        PhaseFold fold = new PhaseFold(note, knots, FoldOptions.defaults());

        double period = audio.sampleRate() / 215;                             // a first guess, 40 cents flat
        Tensor theta = Tensor.ones(knots).times(Math.log(period) / Math.log(2));  // log2 of the period in samples, at each knot
        Tensor slope = Gradients.grad(fold::loss).apply(theta);               // d loss / d theta, one number for each knot
        System.out.printf("loss %.4f, slope at the middle %.4f%n", fold.loss(theta).item(), slope.get(knots / 2));

        Minimum found = new Descent(new Adam(), Schedule.constant(0.002)).minimise(fold::loss, theta);
        System.out.printf("loss %.4f after %d steps of Adam%n", found.loss(), found.history().last().step());
        for (double log2 : found.x().toArray()) {
            System.out.printf("%.1f Hz ", audio.sampleRate() / Math.pow(2, log2));
        }
    }
}
