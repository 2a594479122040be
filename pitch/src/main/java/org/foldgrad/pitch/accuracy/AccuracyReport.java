package org.foldgrad.pitch.accuracy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.foldgrad.autodiff.io.AtomicFile;
import org.foldgrad.pitch.track.TrackOptions;

/** A page of documentation, with figures, on how accurate the tracker is on a folder of recordings whose pitch is known. */
public final class AccuracyReport {
    private AccuracyReport() {
    }

    /**
     * Tracks all clips with the default options and writes the page and, in a folder beside it that has the page's name without its ending, its
     * figures. The same data give the same files.
     *
     * @param data where the folders {@code public}, {@code real/arctic_egg}, {@code real/arctic_gci8k}, {@code real/music} and {@code real/notes}
     *             are, those that there are, each with recordings {@code clip.wav}, contours {@code clip.csv}, perhaps {@code clip.marks.csv} and an
     *             {@code index.csv} with the columns {@code clip} and {@code condition}
     * @param page the Markdown file to write
     * @param done told of each step that is done
     * @throws IOException if a file cannot be read or written, or there is no clip
     */
    public static void write(Path data, Path page, Consumer<String> done) throws IOException {
        TrackOptions options = TrackOptions.defaults();
        Map<ClipSet, List<TrackedClip>> sets = new LinkedHashMap<>();
        for (ClipSet set : ClipSet.ALL) {
            sets.put(set, TrackedClip.of(set, data, options, done));
        }
        if (sets.get(ClipSet.SYNTHETIC).isEmpty()) {
            throw new IOException(data + ": has no folder public with recordings of exactly known pitch");
        }
        String name = page.getFileName().toString();
        String folder = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name + "-figures";
        Path figuresFolder = Files.createDirectories(page.toAbsolutePath().resolveSibling(folder));
        AccuracyPage text = new AccuracyPage(options, folder);
        Figures figures = new Figures(figuresFolder);
        List<TrackedClip> synthetic = sets.get(ClipSet.SYNTHETIC);
        List<TrackedClip> all = new ArrayList<>();
        sets.forEach((set, clips) -> {
            text.set(set, clips);
            all.addAll(clips);
        });
        text.descent(synthetic);
        text.timing(synthetic);
        text.marks(all);
        figures.tolerance(synthetic, PeerTable.contours(), ClipSet.SYNTHETIC.key());
        text.tolerance();
        NoiseStudy noise = new NoiseStudy(synthetic, options, done);
        if (noise.clips() > 0) {
            figures.noise(noise);
            text.noise(noise);
        }
        Calibration made = new Calibration(synthetic);
        Calibration speech = new Calibration(sets.get(ClipSet.SPEECH));
        Calibration exact = new Calibration(synthetic.stream().filter(TrackedClip::isExact).toList());
        figures.reliability(made, speech);
        figures.coverage(exact);
        text.confidence(made, speech);
        text.errorBars(exact, made, synthetic);
        text.faults(all);
        AtomicFile.write(page, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
