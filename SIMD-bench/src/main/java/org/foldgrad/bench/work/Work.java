package org.foldgrad.bench.work;

/**
 * The least a machine must do for one step of a task, whatever the code: its arithmetic at the measured FMA peak and its compulsory reads
 * and writes at the measured copy bandwidth, the slower of the two. Transcendental functions are not counted as arithmetic, so the
 * limit of a task full of them is a floor no code reaches.
 *
 * @param flops floating-point operations, an FMA counting two
 * @param bytes bytes of distinct inputs read and outputs written
 */
public record Work(double flops, double bytes) {
    /** Work bounded by memory traffic alone. */
    public static Work traffic(double bytes) {
        return new Work(0, bytes);
    }

    /** Work bounded by arithmetic alone. */
    public static Work arithmetic(double flops) {
        return new Work(flops, 0);
    }
}
