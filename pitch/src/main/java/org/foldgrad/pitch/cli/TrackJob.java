package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One recording to track.
 *
 * @param input   the audio file
 * @param contour where its contour goes
 * @param plot    where its picture goes; null for none
 */
record TrackJob(Path input, Path contour, Path plot) {
    private static final Set<String> AUDIO = Set.of("wav", "wave", "aif", "aiff", "aifc", "au", "snd");

    /**
     * The jobs that a command line asks for.
     *
     * @param inputs files, and directories that stand for the audio files in them
     * @param output the contour's file, or a directory for all of them; null for the working directory
     * @param plot   the picture's file; null for beside the contour
     * @throws IllegalArgumentException if the outputs cannot be told apart
     * @throws IOException if a directory cannot be read or made, or holds no audio
     */
    static List<TrackJob> plan(List<Path> inputs, Path output, Path plot, boolean isPlotted) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path input : inputs) {
            files.addAll(Files.isDirectory(input) ? audioIn(input) : List.of(input));
        }
        boolean isOne = inputs.size() == 1 && !Files.isDirectory(inputs.getFirst());
        if (!isOne && plot != null) {
            throw new IllegalArgumentException("--plot names one picture, but there are several recordings: use -o DIR");
        }
        boolean isOutputFile = isOne && output != null && !Files.isDirectory(output);
        Path directory = isOutputFile || output == null ? Path.of("") : output;
        if (!isOutputFile && output != null) {
            makeDirectory(output);
        }
        List<TrackJob> jobs = new ArrayList<>();
        Map<Path, Path> writers = new HashMap<>();
        for (Path file : files) {
            Path contour = isOutputFile ? output : directory.resolve(stem(file) + ".f0.csv");
            Path other = writers.put(contour, file);
            if (other != null) {
                throw new IllegalArgumentException(other + " and " + file + " would both be written to " + contour);
            }
            Path picture = plot != null ? plot : contour.resolveSibling(stem(contour) + ".png");
            jobs.add(new TrackJob(file, contour, isPlotted ? picture : null));
        }
        return jobs;
    }

    private static List<Path> audioIn(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> audio = entries.filter(file -> AUDIO.contains(extension(file)) && Files.isRegularFile(file)).sorted().toList();
            if (audio.isEmpty()) {
                throw new IOException("there are no audio files (" + String.join(", ", AUDIO.stream().sorted().toList()) + ") in " + directory);
            }
            return audio;
        }
    }

    private static void makeDirectory(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException("-o " + directory + " is a file, but there are several recordings: name a directory");
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IOException("cannot make the directory " + directory, e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
