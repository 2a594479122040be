package org.foldgrad.autodiff.check;

import java.util.function.DoubleUnaryOperator;

/**
 * A function restricted to a line through the point, t -> f(x + t d), with the slope at 0 that is claimed for it and the size of its
 * rounding error.
 *
 * @param value the function of t
 * @param slope the claimed derivative at t = 0
 * @param noise an estimate of the error of one value
 * @param scale the size the slope would have without cancellation, by which its accuracy is judged
 * @param whole whether a jump at a distance counts, or only one at the point: a gradient may jump where its function has a kink
 */
record Line(DoubleUnaryOperator value, double slope, double noise, double scale, boolean whole) {}
