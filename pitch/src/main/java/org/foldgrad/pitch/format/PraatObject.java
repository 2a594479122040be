package org.foldgrad.pitch.format;

import java.util.ArrayList;
import java.util.List;
import org.foldgrad.pitch.track.Contour;

/** The Praat objects that say something of pitch, read from long or short text files: Pitch, PitchTier, PointProcess and TextGrid. */
final class PraatObject {
    private final PraatText values;
    private final String type;

    PraatObject(Text text) throws FormatException {
        values = new PraatText(text);
        values.string("the file type");
        type = values.string("the class of the object");
    }

    static boolean recognises(Text text) {
        return text.startsWith("File type = \"ooTextFile\"") || text.startsWith("\"ooTextFile\"");
    }

    Contour contour() throws FormatException {
        return switch (type) {
            case "Pitch 1" -> pitch();
            case "PitchTier" -> pitchTier();
            default -> throw values.error("a Praat " + type + " holds no f0; a Pitch or a PitchTier does");
        };
    }

    double[] marks() throws FormatException {
        if (!type.equals("PointProcess")) {
            throw values.error("a Praat " + type + " holds no pitch marks; a PointProcess does");
        }
        skipDomain();
        int n = values.count("the number of points");
        Points points = new Points();
        for (int i = 0; i < n; i++) {
            points.add(values.time("the time of point " + (i + 1)), 0);
        }
        return points.times();
    }

    List<Interval> intervals(String tier) throws FormatException {
        if (!type.equals("TextGrid")) {
            throw values.error("a Praat " + type + " holds no intervals; a TextGrid does");
        }
        skipDomain();
        values.flag("<exists>");
        int tiers = values.count("the number of tiers");
        for (int i = 0; i < tiers; i++) {
            boolean ofIntervals = values.string("the class of tier " + (i + 1)).equals("IntervalTier");
            String name = values.string("the name of tier " + (i + 1));
            List<Interval> intervals = tier(ofIntervals);
            if (ofIntervals && name.equals(tier)) {
                return intervals;
            }
        }
        throw values.error("no interval tier has the name \"" + tier + "\"");
    }

    private List<Interval> tier(boolean ofIntervals) throws FormatException {
        skipDomain();
        int n = values.count("the number of intervals or points");
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double start = values.time("a start time");
            double end = ofIntervals ? values.time("an end time") : start;
            intervals.add(new Interval(start, end, values.string("a label")));
        }
        return intervals;
    }

    /** Of each frame the first candidate, voiced if between 0 and the ceiling. */
    private Contour pitch() throws FormatException {
        skipDomain();
        int frames = values.count("nx");
        double dx = values.time("dx");
        double x1 = values.time("x1");
        double ceiling = values.number("the ceiling");
        values.count("maxnCandidates");
        Points points = new Points();
        for (int i = 0; i < frames; i++) {
            values.number("an intensity");
            int candidates = values.count("nCandidates");
            double frequency = 0;
            for (int k = 0; k < candidates; k++) {
                double candidate = values.number("a frequency");
                values.number("a strength");
                frequency = k == 0 && candidate > 0 && candidate < ceiling ? candidate : frequency;
            }
            points.add(x1 + i * dx, frequency);
        }
        return points.contour();
    }

    private Contour pitchTier() throws FormatException {
        skipDomain();
        int n = values.count("the number of points");
        Points points = new Points();
        for (int i = 0; i < n; i++) {
            double time = values.time("the time of point " + (i + 1));
            points.add(time, values.number("the value of point " + (i + 1)));
        }
        return points.contourWithGaps();
    }

    private void skipDomain() throws FormatException {
        values.number("xmin");
        values.number("xmax");
    }
}
