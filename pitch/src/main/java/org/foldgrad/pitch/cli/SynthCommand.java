package org.foldgrad.pitch.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.foldgrad.autodiff.io.AtomicFile;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.audio.Synth;
import org.foldgrad.pitch.format.TrackFormat;
import org.foldgrad.pitch.track.PitchTrack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foldgrad synth}: a recording whose contour is known exactly. */
@Command(name = "synth", description = "Write a sung phrase and its exact contour, to try the tool on.")
final class SynthCommand implements Callable<Integer> {
    private static final double HOP = 0.005;
    private static final float RATE = 22050;

    @Parameters(paramLabel = "WAV", converter = OutputPath.class,
        description = "The recording, such as phrase.wav; its contour goes beside it, to phrase.truth.csv.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path contour = file.resolveSibling(TrackJob.stem(file) + ".truth.csv");
        Claims claims = new Claims(spec.commandLine());
        claims.write(file, file);
        claims.write(contour, file);
        Synth phrase = Synth.phrase();
        Audio audio = phrase.render(RATE);
        AtomicFile.write(file, out -> AudioSystem.write(pcm16(audio), AudioFileFormat.Type.WAVE, out));
        TrackFormat.CSV.write(truth(phrase), audio.duration(), contour);
        return 0;
    }

    private static AudioInputStream pcm16(Audio audio) {
        double[] x = audio.samples();
        byte[] bytes = new byte[2 * x.length];
        for (int n = 0; n < x.length; n++) {
            int value = (int) Math.rint(Math.clamp(x[n], -1, 1) * Short.MAX_VALUE);
            bytes[2 * n] = (byte) value;
            bytes[2 * n + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat((float) audio.sampleRate(), 16, 1, true, false);
        return new AudioInputStream(new ByteArrayInputStream(bytes), format, x.length);
    }

    private static PitchTrack truth(Synth synth) {
        double[] f0 = new double[(int) Math.floor(synth.duration() / HOP + 1e-9) + 1];
        Arrays.setAll(f0, k -> synth.f0(k * HOP));
        double[] certain = new double[f0.length];
        Arrays.fill(certain, 1);
        double[] exact = new double[f0.length];
        return new PitchTrack(HOP, f0, new double[f0.length], f0, certain, exact, exact, new double[0]);
    }
}
