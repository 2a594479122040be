package org.foldgrad.pitch.accuracy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.foldgrad.pitch.audio.AudioFile;
import org.foldgrad.pitch.evaluate.Clips;
import org.foldgrad.pitch.evaluate.ContourScore;
import org.foldgrad.pitch.format.PitchFile;
import org.foldgrad.pitch.track.Contour;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.PitchTracker;
import org.foldgrad.pitch.track.TrackOptions;

/**
 * A recording with its reference and what the tracker made of it.
 *
 * @param name           path below its set's folder, without ending
 * @param folder         of the set
 * @param condition      from the folder's index.csv; the folder's name where there is none
 * @param audio          the recording's file
 * @param reference      the true contour
 * @param referenceMarks the true pitch marks; empty if unknown
 */
record TrackedClip(String name, String folder, String condition, Path audio, Contour reference, double[] referenceMarks, PitchTrack track) {
    /** Seconds. */
    private static final double SAME_TIME = 1e-6;
    /** The condition of sampled instruments: known are the names of their notes, not how they were tuned. */
    private static final String SAMPLED = "sampled";

    /** All clips of a set, in the order of their names; folders that are absent are left out. */
    static List<TrackedClip> of(ClipSet set, Path data, TrackOptions options, Consumer<String> done) throws IOException {
        List<TrackedClip> clips = new ArrayList<>();
        for (String folder : set.folders()) {
            if (Files.isDirectory(data.resolve(folder))) {
                clips.addAll(in(folder, data, options, done));
            }
        }
        return clips;
    }

    private static List<TrackedClip> in(String folder, Path data, TrackOptions options, Consumer<String> done) throws IOException {
        Path path = data.resolve(folder);
        Map<String, String> conditions = Files.exists(path.resolve("index.csv")) ? Clips.index(path, "condition") : Map.of();
        try {
            return Clips.contours(path).entrySet().parallelStream().map(clip -> {
                TrackedClip tracked = track(clip.getKey(), folder, conditions.getOrDefault(clip.getKey(), path.getFileName().toString()), path, clip.getValue(), options);
                done.accept(clip.getKey());
                return tracked;
            }).toList();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static TrackedClip track(String name, String folder, String condition, Path path, Path reference, TrackOptions options) {
        try {
            Path audio = path.resolve(name + ".wav");
            Path marks = path.resolve(name + ".marks.csv");
            return new TrackedClip(name, folder, condition, audio, PitchFile.contour(reference),
                Files.exists(marks) ? PitchFile.marks(marks) : new double[0], PitchTracker.track(AudioFile.read(audio), options));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The track's frame at the time of the reference's frame {@code i}; -1 if there is none or the tracker does not call it voiced. */
    int voicedFrame(int i) {
        int k = (int) Math.rint(reference.times()[i] / track.hop());
        return k < track.frames() && Math.abs(reference.times()[i] - track.time(k)) < SAME_TIME && track.frequency()[k] > 0 ? k : -1;
    }

    /** Whether the reference of a synthetic clip is good to a fraction of a cent. */
    boolean isExact() {
        return !condition.equals(SAMPLED);
    }

    static double cents(double from, double to) {
        return 1200 * Math.log(to / from) / Math.log(2);
    }

    Contour estimate() {
        return Contour.of(track);
    }

    /** The score of the contour before the descent. */
    ContourScore latticeScore() {
        return ContourScore.of(reference, new Contour(estimate().times(), track.lattice()));
    }

    /** The score with guesses at the pitch of unvoiced frames: raw pitch accuracy counts them. */
    ContourScore guessingScore() {
        return ContourScore.of(reference, Contour.guessing(track));
    }

    ContourScore score() {
        return ContourScore.of(reference, estimate());
    }
}
