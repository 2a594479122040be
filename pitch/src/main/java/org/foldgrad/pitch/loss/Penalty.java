package org.foldgrad.pitch.loss;

import org.foldgrad.autodiff.Layout;
import org.foldgrad.autodiff.Ops;
import org.foldgrad.autodiff.Tensor;

/** What to add to a fold loss to hold an envelope to what is known of it. */
public final class Penalty {
    private Penalty() {
    }

    /** Stiffness: the mean of (theta_{p-1} - 2 theta_p + theta_{p+1})^2 over inner knots; 0 for straight lines and for fewer than 3 knots. */
    public static Tensor secondDifference(Tensor theta) {
        int inner = theta.size() - 2;
        if (inner < 1) {
            return Tensor.scalar(0);
        }
        Tensor sides = Layout.slice(theta, 0, 0, inner).plus(Layout.slice(theta, 0, 2, inner + 2));
        return sides.minus(Layout.slice(theta, 0, 1, inner + 1).times(2)).square().sum().over(inner);
    }

    /** Range: the mean square of how far knots lie below {@code least} or above {@code most}, in log2 periods. */
    public static Tensor range(Tensor theta, double least, double most) {
        if (!(least <= most)) {
            throw new IllegalArgumentException("the range of log2 periods runs from " + least + " to " + most + "; the first must not be"
                + " above the second");
        }
        Tensor below = Ops.relu(theta.negate().plus(least));
        Tensor above = Ops.relu(theta.minus(most));
        return below.square().plus(above.square()).sum().over(theta.size());
    }
}
