package org.foldgrad.pitch.accuracy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.foldgrad.pitch.accuracy.MarkdownTable.Column;
import org.foldgrad.pitch.accuracy.PeerTable.Peer;
import org.foldgrad.pitch.evaluate.ContourScore;
import org.foldgrad.pitch.evaluate.MarkScore;
import org.foldgrad.pitch.evaluate.Measure;
import org.foldgrad.pitch.track.TrackOptions;

/** The text of the accuracy page, section by section. */
final class AccuracyPage {
    private static final String US = "**Foldgrad**";
    /** Below this share within 50 cents a clip is listed among the faults. */
    private static final double POOR = 0.95;
    /** Recordings that the peers were measured on. */
    private static final int PEERS_CLIPS = 87;
    private static final List<Measure<ContourScore>> CONTOUR = without("bias", ContourScore.MEASURES);
    private static final List<Measure<MarkScore>> MARKS = without("bias", MarkScore.MEASURES);
    private static final Map<String, Column> COLUMNS = Map.ofEntries(
        Map.entry("VFA", Column.LOW), Map.entry("GPE20", Column.LOW), Map.entry("FFE", Column.LOW), Map.entry("MISS", Column.LOW),
        Map.entry("FAR", Column.LOW), Map.entry("EXTRA", Column.LOW), Map.entry("med", Column.SMALL), Map.entry("FPE", Column.SMALL),
        Map.entry("IDA", Column.SMALL));

    private final StringBuilder text = new StringBuilder();
    private final String figures;

    AccuracyPage(TrackOptions options, String figures) {
        this.figures = figures;
        say("# Accuracy", """
            This page and its figures are made by

                foldgrad accuracy DATA -o docs/accuracy.md

            which tracks every recording of a data folder with one and the same setting, the default (fmin %.0f Hz, fmax %.0f Hz, a frame every
            %.0f ms), and scores the contours against the known pitch. The same data give the same page, byte for byte. The other tools' figures are
            kept with the program; they were measured once on the %d recordings that this page was first made from, with the same scorer, at a hop of
            5 ms. Where a tool takes limits of f0, they are in its name; YIN and pYIN are ports of the papers' methods, CREPE is its smallest model.
            Figures without decimals are known to whole per cents. Bold is the best of a column; `-` was not measured. RPA and RCA take a tool's word
            on the pitch of frames that it calls unvoiced, where it gives one: `foldgrad track --unvoiced` does.

            DATA is not part of the program. Each of its recordings, `clip.wav`, has its contour beside it, `clip.csv` (rows of time and f0), some
            their pitch marks, `clip.marks.csv`. The folder `public` holds the synthetic clips, and an `index.csv` with the columns `clip` and
            `condition`. The folder `real` holds recordings: `arctic_egg`, sentences of CMU ARCTIC and one of the Edinburgh Speech Tools
            ([festvox](https://github.com/festvox/speech_tools)), with the glottal closures that the
            [ARTIC group](https://github.com/ARTIC-TTS-experiments/2021-ICASSP) found with an electroglottograph; `arctic_gci8k`, more of CMU ARCTIC,
            with closures from the same source, each moved to a peak of the speech and rounded to 0.125 ms; `music`, a song of vocadito and a part of
            MDB-stem-synth, as [mirdata](https://github.com/mir-dataset-loaders/mirdata) has them; `notes`, single notes of TinySOL, from there too,
            and of the University of Iowa, from [TarsosDSP](https://github.com/JorenSix/TarsosDSP). Its `index.csv` says where each file is from, and
            its licence.

            RPA50, RPA25, RPA10: share of voiced frames within 50, 25, 10 cents. RCA50: the same with octave errors forgiven. VR, VFA: voiced frames
            found voiced, unvoiced ones found voiced. OA: frames right in voicing and pitch. med: median error in cents. GPE20: errors beyond 20 %%.
            FPE: standard deviation in cents of the others. FFE: frames wrong in voicing or beyond 20 %%. Shares in %%; means over clips (med: the
            median). The definitions are in the documentation of `ContourScore` and `MarkScore`, and `foldgrad evaluate` computes them for any tool's
            output.""".formatted(options.fmin(), options.fmax(), 1000 * options.hop(), PEERS_CLIPS));
    }

    /** The section of a set: we beside the peers, then by condition. */
    void set(ClipSet set, List<TrackedClip> clips) {
        if (clips.isEmpty()) {
            return;
        }
        say("## " + set.title(), set.about());
        MarkdownTable table = new MarkdownTable(clips.size() + " clips", names(CONTOUR), columns(CONTOUR)).row(US, averages(CONTOUR, scores(clips)))
            .row(US + " with its unvoiced guess", averages(CONTOUR, clips.stream().map(TrackedClip::guessingScore).toList()));
        PeerTable.contours().over(set.key()).forEach(peer -> table.row(peer.tool(), figures(CONTOUR, peer)));
        say(table.toString());
        conditions(set, clips);
    }

    private void conditions(ClipSet set, List<TrackedClip> clips) {
        List<String> ours = List.of("RPA50", "RPA25", "RPA10", "RCA50", "VR", "VFA", "OA");
        List<Measure<ContourScore>> measures = CONTOUR.stream().filter(m -> ours.contains(m.name())).toList();
        List<String> peers = PeerTable.contours().conditions(set.key());
        List<Column> plain = new ArrayList<>();
        List<String> names = new ArrayList<>(ours);
        peers.forEach(peer -> names.add(peer + " RPA50"));
        names.forEach(name -> plain.add(Column.PLAIN));
        MarkdownTable table = new MarkdownTable("condition", names, plain);
        grouped(clips, TrackedClip::condition).forEach((condition, group) -> {
            Stream<String> we = Arrays.stream(averages(measures, scores(group))).mapToObj(Column.PLAIN::text);
            Stream<String> they = peers.stream().map(peer -> Column.PLAIN.text(PeerTable.contours().under(set.key(), condition, peer)));
            table.row(condition + " (" + group.size() + ")", Stream.concat(we, they).toList());
        });
        say(table.toString());
    }

    /** What the descent adds to the lattice it starts from. */
    void descent(List<TrackedClip> clips) {
        List<String> shown = List.of("med", "RPA10");
        List<Measure<ContourScore>> measures = CONTOUR.stream().filter(m -> shown.contains(m.name())).toList();
        MarkdownTable table = new MarkdownTable("condition", List.of("RPA10, lattice", "RPA10, refined", "med, lattice", "med, refined"),
            List.of(Column.PLAIN, Column.PLAIN, Column.PLAIN, Column.PLAIN));
        grouped(clips, TrackedClip::condition).forEach((condition, group) -> {
            double[] before = averages(measures, group.stream().map(TrackedClip::latticeScore).toList());
            double[] after = averages(measures, scores(group));
            table.row(condition + " (" + group.size() + ")", before[0], after[0], before[1], after[1]);
        });
        say("## What the descent adds", "The synthetic clips by the contour that the lattice found, before PhaseFold is descended, and after: share of voiced"
            + " frames within 10 cents, and median error in cents.", table.toString());
    }

    /** How well contours keep up, clip by clip. */
    void timing(List<TrackedClip> clips) {
        MarkdownTable table = new MarkdownTable("clip", List.of("speed, cents/s", "mean error, cents", "late, ms"),
            List.of(Column.PLAIN, Column.CENTS, Column.CENTS));
        Timing.clean(clips).forEach((name, timing) -> table.row(name, timing.speed(), timing.error(), timing.late()));
        say("## Timing", """
            The clean synthetic clips: how fast the pitch moves on the average, how far off the contour is, and how late it comes. On eight clips with
            vibrato and glides, some of these among them, other tools' mean errors were 3.3 cents (DIO, Harvest), 5 to 8 (Praat ac), 6 (YIN), 7 (SWIPE'),
            9 (REAPER, CREPE tiny), 16 (RAPT) and 28 (Praat cc); RAPT is 6 ms early, Praat cc 11 ms late.""", table.toString());
    }

    /** Pitch marks, by folder. */
    void marks(List<TrackedClip> clips) {
        List<TrackedClip> marked = clips.stream().filter(clip -> clip.referenceMarks().length > 0).toList();
        if (marked.isEmpty()) {
            return;
        }
        say("## Pitch marks", """
            Marks against exact closure instants (public) and those an electroglottograph saw: share of larynx cycles with exactly one mark (IDR), none
            (MISS), more (FAR); of the identified, the share within 0.25 ms once the clip's median offset is taken off (A25) and the standard deviation of
            the timing error in ms (IDA); marks outside all cycles, per hundred cycles (EXTRA).""");
        grouped(marked, TrackedClip::folder).forEach((folder, group) -> {
            List<MarkScore> scores = group.stream().map(clip -> MarkScore.of(clip.referenceMarks(), clip.track().marks())).toList();
            String set = folder.substring(folder.lastIndexOf('/') + 1);
            MarkdownTable table = new MarkdownTable(set + ", " + scores.stream().mapToInt(MarkScore::cycles).sum() + " cycles", names(MARKS), columns(MARKS))
                .row(US, averages(MARKS, scores));
            PeerTable.marks().over(set).forEach(peer -> table.row(peer.tool(), figures(MARKS, peer)));
            say(table.toString());
        });
    }

    void tolerance() {
        say("## Precision", "Share of the voiced frames of the synthetic clips that are within a tolerance. The other tools were measured at 10, 25 and 50"
            + " cents.", picture("raw pitch accuracy against tolerance", "tolerance.png"));
    }

    void noise(NoiseStudy study) {
        say("## Noise", "White, pink and brown noise (the rumble of wind and traffic) of made-to-measure power added to the " + study.clips()
            + " clean synthetic clips (conditions " + String.join(" and ", NoiseStudy.CLEAN) + "), relative to the power of their voiced parts.",
            picture("median error against signal-to-noise ratio", "noise-error.png"),
            picture("raw pitch accuracy against signal-to-noise ratio", "noise-accuracy.png"), noiseTable(study));
    }

    private static String noiseTable(NoiseStudy study) {
        List<String> ratios = DoubleStream.of(NoiseStudy.SNR).mapToObj(snr -> Math.round(snr) + " dB").toList();
        MarkdownTable table = new MarkdownTable("noise, measure", ratios, ratios.stream().map(ratio -> Column.PLAIN).toList());
        for (Noise noise : Noise.values()) {
            for (Measure<ContourScore> measure : List.of(NoiseStudy.ACCURACY, NoiseStudy.ERROR)) {
                table.row(noise.label() + ", " + measure.name(), study.average(noise, measure));
            }
        }
        return table.toString();
    }

    void confidence(Calibration synthetic, Calibration speech) {
        say("## Confidence", String.format(Locale.ROOT, """
            Frames that are called voiced, by their confidence: how many are voiced in the reference and within 50 cents. The mean distance from the
            diagonal, weighted by frames, is %.3f on the synthetic clips and %.3f on speech: few frames, %.1f and %.1f %%, have a confidence below 0.8.""",
            synthetic.calibrationError(Figures.BINS), speech.calibrationError(Figures.BINS), 100 * synthetic.below(0.8), 100 * speech.below(0.8)),
            picture("share of right frames against confidence", "reliability.png"));
    }

    /**
     * @param exact of the synthetic clips whose pitch is known exactly
     * @param all   of all synthetic clips
     * @param clips all of them
     */
    void errorBars(Calibration exact, Calibration all, List<TrackedClip> clips) {
        say("## Error bars", String.format(Locale.ROOT, """
            Of the frames of synthetic clips that are voiced in both, %.1f %% have an error within one error bar and %.1f %% within two; of a normal
            distribution it would be 68.3 and 95.4. The sampled instruments are not among them, since their reference is the name of a note and they
            are tuned some cents beside it, which no error bar knows; with them it is %.1f and %.1f %%.""",
            100 * exact.coverage(1), 100 * exact.coverage(2), 100 * all.coverage(1), 100 * all.coverage(2)),
            picture("share of errors within so many error bars", "coverage.png"), coverage(clips));
    }

    private static String coverage(List<TrackedClip> clips) {
        MarkdownTable table = new MarkdownTable("condition", List.of("within one", "within two", "median bar", "median error"),
            List.of(Column.PLAIN, Column.PLAIN, Column.CENTS, Column.CENTS));
        grouped(clips, TrackedClip::condition).forEach((condition, group) -> {
            Calibration calibration = new Calibration(group);
            table.row(condition + " (" + group.size() + ")", 100 * calibration.coverage(1), 100 * calibration.coverage(2), calibration.medianBar(),
                calibration.medianError());
        });
        return table.toString();
    }

    /** The clips that go wrong, the worst first. */
    void faults(List<TrackedClip> clips) {
        List<String> shown = List.of("RPA50", "RCA50", "VR", "VFA", "OA");
        List<Measure<ContourScore>> measures = CONTOUR.stream().filter(m -> shown.contains(m.name())).toList();
        MarkdownTable table = new MarkdownTable("clip", shown, shown.stream().map(name -> Column.PLAIN).toList());
        Map<TrackedClip, ContourScore> scores = clips.stream().collect(Collectors.toMap(Function.identity(), TrackedClip::score));
        List<TrackedClip> poor = clips.stream().filter(clip -> scores.get(clip).rpa50() < POOR)
            .sorted(Comparator.comparingDouble(clip -> scores.get(clip).rpa50())).toList();
        poor.forEach(clip -> table.row(clip.folder() + "/" + clip.name(), averages(measures, List.of(scores.get(clip)))));
        say("## Where it goes wrong", poor.size() + " of the " + clips.size() + " clips have less than 95 % of their voiced frames within 50 cents. Where"
            + " RCA50 is much higher than RPA50 the octave is wrong; where VR is low, voiced frames were missed.", table.toString());
    }

    private static <S> List<Measure<S>> without(String name, List<Measure<S>> measures) {
        return measures.stream().filter(m -> !m.name().equals(name)).toList();
    }

    private static <S> List<String> names(List<Measure<S>> measures) {
        return measures.stream().map(Measure::name).toList();
    }

    private static <S> List<Column> columns(List<Measure<S>> measures) {
        return measures.stream().map(AccuracyPage::column).toList();
    }

    private static Column column(Measure<?> measure) {
        return COLUMNS.getOrDefault(measure.name(), Column.HIGH);
    }

    private static <S> double[] averages(List<Measure<S>> measures, Collection<S> scores) {
        return measures.stream().mapToDouble(m -> m.shown(m.average(scores))).toArray();
    }

    private static <S> List<String> figures(List<Measure<S>> measures, Peer peer) {
        return measures.stream().map(m -> column(m).text(peer.figures().get(m.name()))).toList();
    }

    private static List<ContourScore> scores(List<TrackedClip> clips) {
        return clips.stream().map(TrackedClip::score).toList();
    }

    private static Map<String, List<TrackedClip>> grouped(List<TrackedClip> clips, Function<TrackedClip, String> by) {
        return clips.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
    }

    private String picture(String alternative, String file) {
        return "![" + alternative + "](" + figures + "/" + file + ")";
    }

    private void say(String... paragraphs) {
        Stream.of(paragraphs).map(String::strip).forEach(paragraph -> text.append(text.isEmpty() ? "" : "\n").append(paragraph).append('\n'));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
