package org.foldgrad.autodiff.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How kernels use the processor: plain loops, or the Vector API with vectors of a fixed width.
 *
 * <p>One is chosen when this class is loaded: vectors of the width the processor prefers, or plain loops where the module
 * {@code jdk.incubator.vector} is missing or prefers less than 128 bits; the reason is then logged, once. The system property
 * {@code foldgrad.backend} = {@code scalar}, {@code vector}, {@code vector:128}, {@code vector:256} or {@code vector:512} chooses otherwise.
 */
public enum Backend {
    SCALAR(0), VECTOR_128(128), VECTOR_256(256), VECTOR_512(512);

    private static final String MODULE = "jdk.incubator.vector";
    private static final int PREFERRED = preferredBits();
    private static final Backend CHOSEN = choose(System.getProperty("foldgrad.backend"));

    /** The width of a vector in bits; 0 for plain loops. */
    public final int bits;

    Backend(int bits) {
        this.bits = bits;
    }

    /** The backend of this run. */
    public static Backend chosen() {
        return CHOSEN;
    }

    /** Every backend this machine can run at full speed: the plain loops, and vectors up to the preferred width. */
    public static List<Backend> available() {
        return Arrays.stream(values()).filter(b -> b.bits <= PREFERRED).toList();
    }

    private static Backend choose(String asked) {
        if (asked == null) {
            if (PREFERRED < VECTOR_128.bits) {
                System.getLogger(Backend.class.getName()).log(System.Logger.Level.WARNING, PREFERRED == 0
                    ? "kernels run without SIMD: start java with --add-modules " + MODULE
                    : "kernels run without SIMD: this machine prefers vectors of " + PREFERRED + " bits");
            }
            return widest();
        }
        if (asked.equals("vector") && PREFERRED >= VECTOR_128.bits) {
            return widest();
        }
        return available().stream().filter(b -> b.toString().equals(asked)).findFirst().orElseThrow(() -> new IllegalArgumentException(
            "foldgrad.backend=" + asked + ", expected one of " + available() + (PREFERRED == 0 ? "; vectors need --add-modules " + MODULE : "")));
    }

    private static Backend widest() {
        return available().getLast();
    }

    private static int preferredBits() {
        return ModuleLayer.boot().findModule(MODULE).isPresent() ? Preferred.BITS : 0;
    }

    /** The name the system property uses. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** Apart, so that the module's classes are looked for only where it is present. */
    private static final class Preferred {
        static final int BITS = jdk.incubator.vector.DoubleVector.SPECIES_PREFERRED.vectorBitSize();
    }
}
