package org.foldgrad.pitch.optim;

import org.foldgrad.autodiff.Tensor;

/**
 * What a minimiser found.
 *
 * @param x        the last point at which loss and gradient were finite
 * @param loss     the loss there
 * @param reason   at which step it stopped, and why
 * @param diverged whether it stopped because the loss or its gradient was no longer finite
 * @param history  every point visited
 * @param snapshot what {@code resume} needs
 */
public record Minimum(Tensor x, double loss, String reason, boolean diverged, History history, Snapshot snapshot) {
}
