package org.foldgrad.pitch.track;

import java.util.Random;

/** Rooms: noise that dies away. */
final class Room {
    private Room() {
    }

    /** {@code dry} and, 5 ms after it and half as strong, noise that dies away by 60 dB in {@code reverberation} seconds. */
    static double[] around(double[] dry, double reverberation, long seed) {
        Random random = new Random(seed);
        double[] echo = new double[(int) (reverberation * Signal.RATE)];
        double energy = 0;
        for (int n = 80; n < echo.length; n++) {
            echo[n] = random.nextGaussian() * Math.pow(10, -3 * n / (reverberation * Signal.RATE));
            energy += echo[n] * echo[n];
        }
        double[] wet = dry.clone();
        for (int n = 0; n < dry.length; n++) {
            for (int m = 80; m < Math.min(echo.length, dry.length - n); m++) {
                wet[n + m] += dry[n] * echo[m] / Math.sqrt(2 * energy);
            }
        }
        return wet;
    }
}
