package org.foldgrad.pitch.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.foldgrad.pitch.track.Contour;

/** Rows of time and value while a file is read. */
final class Points {
    private record Point(double time, double value) {
    }

    private final List<Point> points = new ArrayList<>();

    void add(double time, double value) {
        points.add(new Point(time, value));
    }

    double[] times() {
        return points.stream().mapToDouble(Point::time).toArray();
    }

    /** The points by time, those of equal time in the order of the file. */
    Contour contour() {
        List<Point> sorted = points.stream().sorted(Comparator.comparingDouble(Point::time)).toList();
        return new Contour(sorted.stream().mapToDouble(Point::time).toArray(), sorted.stream().mapToDouble(Point::value).toArray());
    }

    /**
     * A contour of points that list voiced frames only: where the next point is more than one and a half usual steps (the median of all) away,
     * and before the first and after the last, unvoiced frames are put a step from the points, so that nobody interpolates across.
     */
    Contour contourWithGaps() {
        Contour voiced = contour();
        double[] t = voiced.times();
        if (t.length < 2) {
            return voiced;
        }
        double step = medianStep(t);
        Points all = new Points();
        for (int i = 0; i < t.length; i++) {
            if (i == 0 || t[i] - t[i - 1] > 1.5 * step) {
                all.add(t[i] - step, 0);
            }
            all.add(t[i], voiced.frequency()[i]);
            if (i == t.length - 1 || t[i + 1] - t[i] > 1.5 * step) {
                all.add(t[i] + step, 0);
            }
        }
        return all.contour();
    }

    private static double medianStep(double[] times) {
        double[] steps = new double[times.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }
}
