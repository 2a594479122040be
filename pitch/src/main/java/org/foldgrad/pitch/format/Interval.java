package org.foldgrad.pitch.format;

/**
 * A labelled stretch of time, as the tiers of a TextGrid have them.
 *
 * @param start seconds
 * @param end   seconds
 * @param label such as "V" or "U" in Praat's tier "vuv"
 */
public record Interval(double start, double end, String label) {
}
