package org.foldgrad.pitch.optim;

import org.foldgrad.autodiff.Tensor;

/**
 * A gradient and how far to trust it.
 *
 * @param value         the loss the gradient belongs to: at the point itself, or the mean over the perturbed points
 * @param gradient      the gradient or its estimate
 * @param standardError of each element of the gradient over the random samples; 0 where nothing is random, NaN from a single sample
 * @param evaluations   cost in evaluations of the loss; an exact gradient counts as 2
 */
public record Estimate(double value, Tensor gradient, Tensor standardError, long evaluations) {
}
