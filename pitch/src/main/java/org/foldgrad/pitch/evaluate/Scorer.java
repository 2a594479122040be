package org.foldgrad.pitch.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.foldgrad.pitch.format.PitchFile;
import org.foldgrad.pitch.track.Contour;

/** A way of scoring files of estimates against reference files. */
public sealed interface Scorer<S> {
    /** What the scores consist of. */
    List<Measure<S>> measures();

    /** The references below a folder by the name of their clip. */
    SortedMap<String, Path> references(Path folder) throws IOException;

    /** The estimate of a clip in a folder; the reference may be in the same one, but is no estimate. */
    Optional<Path> estimate(Path folder, String clip, Path reference) throws IOException;

    /**
     * The score of one file.
     *
     * @param estimate none counts as unvoiced throughout
     * @return nothing if the reference holds too little to score against
     */
    Optional<S> score(Path reference, Optional<Path> estimate) throws IOException;

    /**
     * What is scored against what.
     *
     * @param clip     its name
     * @param estimate empty if there is none
     */
    record Pair(String clip, Path reference, Optional<Path> estimate) {
    }

    /** The clips of two folders, or of one file against another, by name. */
    default List<Pair> pairs(Path estimates, Path reference) throws IOException {
        if (!Files.isDirectory(reference)) {
            return List.of(new Pair(reference.getFileName().toString(), reference, Optional.of(estimates)));
        }
        List<Pair> pairs = new ArrayList<>();
        for (Map.Entry<String, Path> clip : references(reference).entrySet()) {
            pairs.add(new Pair(clip.getKey(), clip.getValue(), estimate(estimates, clip.getKey(), clip.getValue())));
        }
        return pairs;
    }

    /**
     * The scores of clips; those whose reference holds too little to score against are left out.
     *
     * @param missing told of each clip without an estimate
     * @param broken  told why an estimate cannot be read; it counts as unvoiced throughout, too
     * @throws IOException if a reference cannot be read
     */
    default ScoreTable<S> scores(List<Pair> pairs, Consumer<String> missing, Consumer<IOException> broken) throws IOException {
        SortedMap<String, S> scores = new TreeMap<>();
        for (Pair pair : pairs) {
            Optional<S> score = score(pair, broken);
            if (score.isPresent() && pair.estimate().isEmpty()) {
                missing.accept(pair.clip());
            }
            score.ifPresent(s -> scores.put(pair.clip(), s));
        }
        return new ScoreTable<>(measures(), scores);
    }

    private Optional<S> score(Pair pair, Consumer<IOException> broken) throws IOException {
        try {
            return score(pair.reference(), pair.estimate());
        } catch (IOException unreadable) {
            Optional<S> score = score(pair.reference(), Optional.empty()); // throws again if it is the reference
            score.ifPresent(s -> broken.accept(unreadable));
            return score;
        }
    }

    /**
     * Scores contours; references without frames are left out.
     *
     * @param tolerance cents, of {@link ContourScore#rca} and {@link ContourScore#oa}
     */
    record Contours(double tolerance) implements Scorer<ContourScore> {
        @Override
        public List<Measure<ContourScore>> measures() {
            return ContourScore.measures(tolerance);
        }

        @Override
        public SortedMap<String, Path> references(Path folder) throws IOException {
            return Clips.contours(folder);
        }

        @Override
        public Optional<Path> estimate(Path folder, String clip, Path reference) throws IOException {
            return Clips.contour(folder, clip, reference);
        }

        @Override
        public Optional<ContourScore> score(Path reference, Optional<Path> estimate) throws IOException {
            Contour truth = PitchFile.contour(reference);
            Contour found = estimate.isPresent() ? PitchFile.contour(estimate.get()) : Contour.EMPTY;
            return truth.frames() == 0 ? Optional.empty() : Optional.of(ContourScore.of(truth, found, tolerance));
        }
    }

    /** Scores pitch marks; references of fewer than five marks are left out. */
    record Marks() implements Scorer<MarkScore> {
        private static final int FEWEST = 5;

        @Override
        public List<Measure<MarkScore>> measures() {
            return MarkScore.MEASURES;
        }

        @Override
        public SortedMap<String, Path> references(Path folder) throws IOException {
            return Clips.marks(folder);
        }

        @Override
        public Optional<Path> estimate(Path folder, String clip, Path reference) throws IOException {
            return Clips.marks(folder, clip, reference);
        }

        @Override
        public Optional<MarkScore> score(Path reference, Optional<Path> estimate) throws IOException {
            double[] truth = PitchFile.marks(reference);
            double[] found = estimate.isPresent() ? PitchFile.marks(estimate.get()) : new double[0];
            return truth.length < FEWEST ? Optional.empty() : Optional.of(MarkScore.of(truth, found));
        }
    }
}
