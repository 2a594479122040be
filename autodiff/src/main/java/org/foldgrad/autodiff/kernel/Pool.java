package org.foldgrad.autodiff.kernel;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays for reuse, in classes of about a power-of-two length, last in first out so that what is handed out is still in the cache. Short arrays
 * are cheaper to make anew and are not kept. Not thread-safe: a pool belongs to one tape.
 */
public final class Pool {
    private static final int SHORT = 64;
    /** Length from which on an array covers several pages. */
    private static final int LONG = 2048;
    /**
     * What these have more than a power of two. Arrays a whole number of pages apart, or nearly, compete for the same places in the first-level cache,
     * and a load waits for a store to the same place in another page: a kernel that reads two and writes a third takes up to twice as long. With
     * their headers, these are 25 cache lines past a whole number of pages apart.
     */
    private static final int APART = 198;
    private static final int CLASSES = 32;

    private final Deque<?>[] doubles = new Deque<?>[CLASSES];
    private final Deque<?>[] floats = new Deque<?>[CLASSES];

    /** Whether arrays of {@code size} elements are kept for reuse; shorter ones need not be given back. */
    public static boolean keeps(int size) {
        return size >= SHORT;
    }

    /** An array of at least {@code size} elements with unspecified content. */
    public double[] doubles(int size) {
        if (size < SHORT) {
            return new double[size];
        }
        double[] kept = (double[]) take(doubles, size);
        return kept != null ? kept : new double[capacity(sizeClass(size))];
    }

    /** An array of at least {@code size} elements with unspecified content. */
    public float[] floats(int size) {
        if (size < SHORT) {
            return new float[size];
        }
        float[] kept = (float[]) take(floats, size);
        return kept != null ? kept : new float[capacity(sizeClass(size))];
    }

    /** Returns an array of this pool; the caller must not use it again. */
    public void giveBack(Object array) {
        switch (array) {
            case double[] d when d.length >= SHORT -> put(doubles, d.length, d);
            case float[] f when f.length >= SHORT -> put(floats, f.length, f);
            default -> { }
        }
    }

    private static Object take(Deque<?>[] classes, int size) {
        Deque<?> free = classes[sizeClass(size)];
        return free == null ? null : free.pollLast();
    }

    @SuppressWarnings("unchecked")
    private static void put(Deque<?>[] classes, int length, Object array) {
        int c = sizeClass(length);
        if (length != capacity(c)) {
            return;
        }
        if (classes[c] == null) {
            classes[c] = new ArrayDeque<>();
        }
        ((Deque<Object>) classes[c]).addLast(array);
    }

    /** The least class of arrays of {@code size} elements or more. */
    private static int sizeClass(int size) {
        return 32 - Integer.numberOfLeadingZeros((size < LONG ? size : size - APART) - 1);
    }

    /** Length of the arrays of a class. */
    private static int capacity(int sizeClass) {
        long size = 1L << sizeClass;
        return (int) Math.min(size < LONG ? size : size + APART, Integer.MAX_VALUE - 8);
    }
}
