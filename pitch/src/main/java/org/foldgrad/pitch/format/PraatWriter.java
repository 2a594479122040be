package org.foldgrad.pitch.format;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.foldgrad.pitch.track.PitchTrack;

/** Praat objects as its long text files, over the time from 0 to the recording's end. */
final class PraatWriter {
    private final Writer out;
    private final double duration;

    PraatWriter(Writer out, String type, double duration) throws IOException {
        this.out = out;
        this.duration = duration;
        line(0, "File type = \"ooTextFile\"");
        line(0, "Object class = \"" + type + "\"");
        line(0, "");
        domain(0);
    }

    void pitch(PitchTrack track) throws IOException {
        line(0, "nx = " + track.frames());
        line(0, "dx = " + track.hop());
        line(0, "x1 = 0");
        // to Praat only what lies below the ceiling is voiced
        line(0, "ceiling = " + (1 + Math.ceil(DoubleStream.concat(Arrays.stream(track.frequency()), Arrays.stream(track.guess())).max().orElse(0))));
        line(0, "maxnCandidates = 2");
        line(0, "frames []:");
        for (int k = 0; k < track.frames(); k++) {
            boolean voiced = track.frequency()[k] > 0;
            line(1, "frames [" + (k + 1) + "]:");
            line(2, "intensity = 1");
            double pitch = track.frequency()[k] + track.guess()[k];
            line(2, "nCandidates = " + (pitch > 0 ? 2 : 1));
            line(2, "candidates []:");
            if (voiced) {
                candidate(1, pitch, track.confidence()[k]);
                candidate(2, 0, 0);
            } else {
                candidate(1, 0, 0);
                if (pitch > 0) {
                    candidate(2, pitch, track.confidence()[k]);
                }
            }
        }
    }

    private void candidate(int i, double frequency, double strength) throws IOException {
        line(3, "candidates [" + i + "]:");
        line(4, "frequency = " + frequency);
        line(4, "strength = " + strength);
    }

    void pitchTier(PitchTrack track) throws IOException {
        int[] voiced = IntStream.range(0, track.frames()).filter(k -> track.frequency()[k] > 0).toArray();
        line(0, "points: size = " + voiced.length);
        for (int i = 0; i < voiced.length; i++) {
            line(0, "points [" + (i + 1) + "]:");
            line(1, "number = " + track.time(voiced[i]));
            line(1, "value = " + track.frequency()[voiced[i]]);
        }
    }

    void marks(double[] marks) throws IOException {
        line(0, "nt = " + marks.length);
        line(0, "t []:");
        for (int i = 0; i < marks.length; i++) {
            line(1, "t [" + (i + 1) + "] = " + marks[i]);
        }
    }

    void voicing(PitchTrack track) throws IOException {
        List<Interval> intervals = voicedAndUnvoiced(track);
        line(0, "tiers? <exists>");
        line(0, "size = 1");
        line(0, "item []:");
        line(1, "item [1]:");
        line(2, "class = \"IntervalTier\"");
        line(2, "name = \"vuv\"");
        domain(2);
        line(2, "intervals: size = " + intervals.size());
        for (int i = 0; i < intervals.size(); i++) {
            line(2, "intervals [" + (i + 1) + "]:");
            line(3, "xmin = " + intervals.get(i).start());
            line(3, "xmax = " + intervals.get(i).end());
            line(3, "text = \"" + intervals.get(i).label() + "\"");
        }
    }

    /** Stretches of equal voicing; they change half-way between two frames. */
    private List<Interval> voicedAndUnvoiced(PitchTrack track) {
        List<Interval> intervals = new ArrayList<>();
        double start = 0;
        for (int k = 0; k < track.frames(); k++) {
            boolean voiced = track.frequency()[k] > 0;
            boolean last = k == track.frames() - 1;
            if (last || track.frequency()[k + 1] > 0 != voiced) {
                double end = last ? duration : Math.min(duration, track.time(k) + track.hop() / 2);
                intervals.add(new Interval(start, end, voiced ? "V" : "U"));
                start = end;
            }
        }
        intervals.removeIf(interval -> interval.end() <= interval.start());
        return intervals;
    }

    private void domain(int depth) throws IOException {
        line(depth, "xmin = 0");
        line(depth, "xmax = " + duration);
    }

    private void line(int depth, String text) throws IOException {
        out.write("    ".repeat(depth) + text + '\n');
    }
}
