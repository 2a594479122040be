package org.foldgrad.pitch.accuracy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.foldgrad.pitch.evaluate.ContourScore;

/**
 * How well a contour keeps up with a pitch that moves, over the frames that are voiced in both and within 50 cents, and whose neighbours
 * the reference has too.
 *
 * @param speed mean of the reference's |slope|, cents a second
 * @param error mean |error|, cents
 * @param late  milliseconds that the contour comes late: with e(t) the error and s(t) the slope, -sum e s / sum s^2, since a contour that is late by d
 *              is off by -d s
 */
record Timing(double speed, double error, double late) {
    /** Of the clean clips, by name. */
    static Map<String, Timing> clean(List<TrackedClip> clips) {
        Map<String, Timing> clean = new TreeMap<>();
        clips.stream().filter(clip -> NoiseStudy.CLEAN.contains(clip.condition())).forEach(clip -> clean.put(clip.name(), of(clip)));
        return clean;
    }

    private static Timing of(TrackedClip clip) {
        double[] times = clip.reference().times();
        double[] truth = clip.reference().frequency();
        int frames = 0;
        double speed = 0;
        double error = 0;
        double product = 0;
        double square = 0;
        for (int i = 1; i + 1 < times.length; i++) {
            int k = clip.voicedFrame(i);
            if (k >= 0 && truth[i - 1] > 0 && truth[i] > 0 && truth[i + 1] > 0) {
                double e = TrackedClip.cents(truth[i], clip.track().frequency()[k]);
                double slope = TrackedClip.cents(truth[i - 1], truth[i + 1]) / (times[i + 1] - times[i - 1]);
                if (Math.abs(e) < ContourScore.TOLERANCE_CENTS) {
                    frames++;
                    speed += Math.abs(slope);
                    error += Math.abs(e);
                    product += e * slope;
                    square += slope * slope;
                }
            }
        }
        return new Timing(speed / frames, error / frames, -1000 * product / square);
    }
}
