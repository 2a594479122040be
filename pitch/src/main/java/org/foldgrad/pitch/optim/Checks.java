package org.foldgrad.pitch.optim;

/** Refusals of settings, shared by rules, minimisers and estimators. */
final class Checks {
    private Checks() {
    }

    /** Refuses a coefficient outside [0, 1). */
    static void fraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must lie in [0, 1)");
        }
    }

    /** Refuses a negative or non-finite value. */
    static void notNegative(String name, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be finite and at least 0");
        }
    }

    /** Refuses a value that is not positive and finite. */
    static void positive(String name, double value) {
        if (!(value > 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be positive and finite");
        }
    }
}
