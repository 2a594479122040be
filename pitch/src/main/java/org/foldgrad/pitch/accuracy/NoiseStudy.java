package org.foldgrad.pitch.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.audio.AudioFile;
import org.foldgrad.pitch.evaluate.ContourScore;
import org.foldgrad.pitch.evaluate.Measure;
import org.foldgrad.pitch.track.Contour;
import org.foldgrad.pitch.track.PitchTracker;
import org.foldgrad.pitch.track.TrackOptions;

/** The tracker on clean clips to which noise was added. */
final class NoiseStudy {
    /** Signal-to-noise ratios in decibels. */
    static final double[] SNR = {-5, 0, 5, 10, 15, 20, 30};
    /** The conditions whose clips are clean and of exact truth. */
    static final List<String> CLEAN = List.of("harmonic", "speech");

    static final Measure<ContourScore> ACCURACY = measure("RPA50");
    static final Measure<ContourScore> ERROR = measure("med");

    private final SortedMap<Noise, List<List<ContourScore>>> scores = new TreeMap<>();
    private final int clips;

    NoiseStudy(List<TrackedClip> all, TrackOptions options, Consumer<String> done) throws IOException {
        List<TrackedClip> clean = all.stream().filter(clip -> CLEAN.contains(clip.condition())).toList();
        clips = clean.size();
        try {
            for (Noise noise : Noise.values()) {
                scores.put(noise, new ArrayList<>());
                for (double snr : SNR) {
                    scores.get(noise).add(IntStream.range(0, clips).parallel().mapToObj(i -> score(clean.get(i), noise, snr, i, options)).toList());
                    done.accept(noise + " noise at " + snr + " dB");
                }
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static Measure<ContourScore> measure(String name) {
        return ContourScore.MEASURES.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    }

    private static ContourScore score(TrackedClip clip, Noise noise, double snr, int seed, TrackOptions options) {
        try {
            Audio noisy = noise.added(AudioFile.read(clip.audio()), clip.reference(), snr, seed);
            return ContourScore.of(clip.reference(), Contour.of(PitchTracker.track(noisy, options)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How many clips there are. */
    int clips() {
        return clips;
    }

    /** A measure's average over the clips at each ratio, shares in per cent. */
    double[] average(Noise noise, Measure<ContourScore> measure) {
        return scores.get(noise).stream().mapToDouble(clips -> measure.shown(measure.average(clips))).toArray();
    }
}
