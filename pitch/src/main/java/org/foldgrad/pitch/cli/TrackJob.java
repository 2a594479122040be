package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.foldgrad.pitch.format.TrackFormat;

/**
 * One recording to track.
 *
 * @param input   the audio file
 * @param contour where its contour goes
 * @param marks   where its pitch marks go; null for nowhere
 * @param plot    where its picture goes; null for none
 */
record TrackJob(Path input, Path contour, Path marks, Path plot) {
    private static final Set<String> AUDIO = Set.of("wav", "wave", "aif", "aiff", "aifc", "au", "snd");

    /**
     * Where results are asked to go.
     *
     * @param contour   a file, or a directory for all contours; null for the working directory
     * @param format    of the contours
     * @param marks     a file, or a directory for all pitch marks; null for no marks
     * @param plot      the picture's file; null for beside the contour
     * @param isPlotted whether there is to be a picture
     */
    record Outputs(Path contour, TrackFormat format, Path marks, Path plot, boolean isPlotted) {
    }

    /**
     * The jobs that a command line asks for.
     *
     * @param inputs files, and directories that stand for the audio files in them
     * @param claims told of all files that are read and written; it refuses some
     * @throws IllegalArgumentException if the outputs do not go with the inputs
     * @throws IOException if a directory cannot be read or made, or holds no audio
     */
    static List<TrackJob> plan(List<Path> inputs, Outputs outputs, Claims claims) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path input : inputs) {
            files.addAll(Files.isDirectory(input) ? audioIn(input) : List.of(input));
        }
        boolean isOne = inputs.size() == 1 && !Files.isDirectory(inputs.getFirst());
        if (!isOne && outputs.plot != null) {
            throw new IllegalArgumentException("--plot names one picture, but there are several recordings: use -o DIR");
        }
        UnaryOperator<Path> contours = places("-o", outputs.contour, isOne, outputs.format.extension());
        UnaryOperator<Path> marks = outputs.marks == null ? file -> null : places("--marks", outputs.marks, isOne, ".marks.csv");
        List<TrackJob> jobs = new ArrayList<>();
        for (Path file : files) {
            claims.read(file);
        }
        for (Path file : files) {
            Path contour = contours.apply(file);
            Path picture = outputs.plot != null ? outputs.plot : contour.resolveSibling(stem(contour) + ".png");
            TrackJob job = new TrackJob(file, contour, marks.apply(file), outputs.isPlotted ? picture : null);
            for (Path written : job.outputs()) {
                claims.write(written, file);
            }
            jobs.add(job);
        }
        return jobs;
    }

    private List<Path> outputs() {
        return Stream.of(contour, marks, plot).filter(Objects::nonNull).toList();
    }

    /** A file for the one recording, or NAME and an ending in a directory, which is made. */
    private static UnaryOperator<Path> places(String option, Path place, boolean isOne, String ending) throws IOException {
        if (isOne && place != null && !Files.isDirectory(place)) {
            return file -> place;
        }
        Path directory = place == null ? Path.of("") : place;
        if (place != null) {
            makeDirectory(option, place);
        }
        return file -> directory.resolve(stem(file) + ending);
    }

    private static List<Path> audioIn(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> audio = entries.filter(file -> AUDIO.contains(extension(file)) && Files.isRegularFile(file)).sorted().toList();
            if (audio.isEmpty()) {
                String endings = String.join(", ", AUDIO.stream().sorted().toList());
                throw new IOException("there are no audio files (" + endings + ") in " + directory);
            }
            return audio;
        }
    }

    private static void makeDirectory(String option, Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new IllegalArgumentException(option + " " + directory + " is a file, but there are several recordings: name a directory");
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
