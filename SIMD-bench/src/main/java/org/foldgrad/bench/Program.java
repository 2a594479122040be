package org.foldgrad.bench;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.foldgrad.bench.work.Task;

/**
 * A whole program as a contender, timed from outside: the tool from its start to its end in elapsed time, and Praat, if it is installed,
 * in processor time.
 *
 * @param task the task
 * @param who  name in the table
 */
record Program(Task task, String who) {
    private static final int RUNS = 5;
    /** Times that Praat does its work: one, and many, so that the difference is the work without the start of the program. */
    private static final int MANY = 21;
    private static final double NANOS_PER_TICK = 1e7;

    /** Those that do {@code task}. */
    static List<Program> of(Task task) {
        return switch (task.family()) {
            case "cold-start" -> List.of(new Program(task, "tool"));
            case "track" -> isInstalled("praat") ? List.of(new Program(task, "praat")) : List.of();
            default -> List.of();
        };
    }

    static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    Measurement measure() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("bench");
        try {
            Path audio = directory.resolve("audio.wav");
            write(task.inputs().get()[0], audio);
            double[] times = new double[RUNS];
            for (int i = 0; i < RUNS; i++) {
                times[i] = who.equals("tool") ? tool(audio, directory) : praat(audio, directory);
            }
            return Measurement.of(task.name(), who, times, Double.NaN, 0);
        } finally {
            for (File file : directory.toFile().listFiles()) {
                Files.delete(file.toPath());
            }
            Files.delete(directory);
        }
    }

    /** From nothing to a contour and its picture. */
    private static double tool(Path audio, Path directory) throws IOException, InterruptedException {
        long start = System.nanoTime();
        run(directory, Path.of("pitch/bin/foldgrad").toAbsolutePath().toString(), "track", audio.toString());
        return System.nanoTime() - start;
    }

    /** Praat's autocorrelation with our step and range. */
    private static double praat(Path audio, Path directory) throws IOException, InterruptedException {
        double[] ticks = new double[2];
        for (int i = 0; i < 2; i++) {
            Path script = Files.writeString(directory.resolve("track.praat"), """
                    sound = Read from file: "%s"
                    for i to %d
                      selectObject: sound
                      pitch = To Pitch (ac): 0.005, 40, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 1250
                      removeObject: pitch
                    endfor
                    """.formatted(audio, i == 0 ? 1 : MANY));
            long before = ticksOfChildren();
            run(directory, "praat", "--run", script.toString());
            ticks[i] = ticksOfChildren() - before;
        }
        return (ticks[1] - ticks[0]) / (MANY - 1) * NANOS_PER_TICK;
    }

    /** Runs a command to its end and returns what it printed. */
    static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    /** Processor time of this process's finished children, in hundredths of a second. */
    private static long ticksOfChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    }

    /** 16-bit mono at 44.1 kHz. */
    private static void write(double[] samples, Path file) throws IOException {
        byte[] bytes = new byte[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            int value = (int) Math.round(samples[i] * 20_000);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(44_100, 16, 1, true, false);
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(bytes), format, samples.length), AudioFileFormat.Type.WAVE, file.toFile());
    }
}
