package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foldgrad.autodiff.io.AtomicFile;
import org.foldgrad.pitch.format.FileTree;
import org.foldgrad.pitch.format.MarksFormat;
import org.foldgrad.pitch.format.TrackFormat;

/**
 * One recording to track.
 *
 * @param input   the audio file
 * @param name    what its results are named after: its path below the directory it was found in
 * @param contour where its contour goes
 * @param marks   where its pitch marks go; null for nowhere
 * @param plot    where its picture goes; null for none
 */
record TrackJob(Path input, Path name, Path contour, Path marks, Path plot) {
    private static final Set<String> AUDIO = Set.of("wav", "wave", "aif", "aiff", "aifc", "au", "snd");

    /** Endings of names that are a result's, not a directory's. */
    private static final Set<String> RESULTS = Stream.of(Arrays.stream(TrackFormat.values()).map(TrackFormat::extension),
        Arrays.stream(MarksFormat.values()).map(MarksFormat::extension), Stream.of(".txt", ".json")).flatMap(endings -> endings)
        .map(ending -> extension(Path.of(ending))).collect(Collectors.toSet());

    /**
     * Where results are asked to go.
     *
     * @param contour   a file, or a directory for all contours; null for the working directory
     * @param format    of the contours
     * @param marks     a file, or a directory for all pitch marks; null for no marks
     * @param ofMarks   their format
     * @param plot      the picture's file; null for beside the contour
     * @param isPlotted whether there is to be a picture
     */
    record Outputs(Path contour, TrackFormat format, Path marks, MarksFormat ofMarks, Path plot, boolean isPlotted) {
        /** The picture's file beside a contour's; a pipe or a device has none beside it. */
        private Path picture(Path contour) {
            boolean isFile = !OutputPath.isPrinted(contour) && (!Files.exists(contour) || Files.isRegularFile(contour));
            Path beside = isPlotted && isFile ? contour.resolveSibling(stem(contour) + ".png") : null;
            return plot == null ? beside : plot;
        }
    }

    /** A file, or a directory with a file named after each recording. */
    private record Place(Path path, boolean isFile, String ending) {
        Path of(Path name) {
            return isFile ? path : path.resolve(name).resolveSibling(stem(name) + ending);
        }
    }

    /** The files it makes. */
    List<Path> results() {
        return Stream.of(contour, marks, plot).filter(Objects::nonNull).toList();
    }

    /**
     * The jobs that a command line asks for; the directories for their results are made.
     *
     * @param inputs files, and directories that stand for the audio files in and below them
     * @param claims told of all files that are read and written; it refuses some
     * @throws IllegalArgumentException if the outputs do not go with the inputs
     * @throws IOException if a directory cannot be read or made, or holds no audio
     */
    static List<TrackJob> plan(List<Path> inputs, Outputs outputs, Claims claims) throws IOException {
        boolean isOne = inputs.size() == 1 && !Files.isDirectory(inputs.getFirst());
        if (!isOne && outputs.plot != null) {
            throw new IllegalArgumentException("--plot names one picture, but there are several recordings: use -o DIR");
        }
        Place contours = place("-o", outputs.contour == null ? Path.of("") : outputs.contour, isOne, outputs.format.extension());
        Place marks = outputs.marks == null ? null : place("--marks", outputs.marks, isOne, outputs.ofMarks.extension());
        List<TrackJob> jobs = new ArrayList<>();
        for (Path input : inputs) {
            boolean isFolder = Files.isDirectory(input);
            for (Path file : isFolder ? audioIn(input) : List.of(input)) {
                Path name = isFolder ? input.relativize(file) : file.getFileName();
                Path contour = contours.of(name);
                jobs.add(new TrackJob(file, name, contour, marks == null ? null : marks.of(name), outputs.picture(contour)));
            }
        }
        for (TrackJob job : jobs) {
            claims.read(job.input);
        }
        for (TrackJob job : jobs) {
            for (Path written : job.results()) {
                claims.write(written, job.input);
            }
        }
        for (TrackJob job : jobs) {
            makeDirectory(contours, job.contour);
            makeDirectory(marks, job.marks);
            for (Path written : job.results()) {
                AtomicFile.check(written);
            }
        }
        return jobs;
    }

    private static Place place(String option, Path asked, boolean isOne, String ending) {
        boolean isFile = isOne && !OutputPath.isFolder(asked);
        Path path = OutputPath.plain(asked);
        if (!isOne && !OutputPath.isFolder(asked) && RESULTS.contains(extension(asked))) {
            throw new IllegalArgumentException(option + " " + path + " is the name of a file, but there are several recordings: name a directory, with a / at"
                + " its end if it is new");
        }
        if (!isFile && Files.exists(path) && !Files.isDirectory(path)) {
            throw new IllegalArgumentException(option + " " + path + " is a file, but a directory is needed: name another");
        }
        return new Place(path, isFile, ending);
    }

    private static List<Path> audioIn(Path directory) throws IOException {
        List<Path> audio = FileTree.files(directory).stream().filter(file -> AUDIO.contains(extension(file))).toList();
        if (audio.isEmpty()) {
            String endings = String.join(", ", AUDIO.stream().sorted().toList());
            throw new IOException("there are no audio files (" + endings + ") in " + directory);
        }
        return audio;
    }

    private static void makeDirectory(Place place, Path file) throws IOException {
        if (place != null && !place.isFile && file.getParent() != null) {
            Files.createDirectories(file.getParent());
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
