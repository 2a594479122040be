package org.foldgrad.pitch.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foldgrad.pitch.format.FileTree;
import org.foldgrad.pitch.format.Text;

/**
 * References found in a folder, each with the estimate of the same relative name in another or in the same.
 *
 * <p>Reference contours are files {@code clip.csv} (but not {@code index.csv}, nor {@code clip.f0.csv}, which is an estimate), reference marks are
 * {@code clip.marks.csv}, at any depth; the clip's name is its path without that ending. In a folder without any such file they are those of the first
 * other ending that is there: beside references in CSV, other files are estimates.
 */
public final class Clips {
    private static final List<String> CONTOURS = List.of(".csv", ".f0.csv", ".Pitch", ".PitchTier", ".f0.est", ".est", ".f0", ".jams");
    /** How endings of what {@code track} writes begin. */
    private static final String ESTIMATE = ".f0.";
    private static final List<String> MARKS = List.of(".marks.csv", ".PointProcess", ".pm.est", ".pm");

    private Clips() {
    }

    /** The reference contours below a folder by clip. */
    public static SortedMap<String, Path> contours(Path folder) throws IOException {
        return references(CONTOURS, folder);
    }

    /** The reference marks below a folder by clip. */
    public static SortedMap<String, Path> marks(Path folder) throws IOException {
        return references(MARKS, folder);
    }

    private static SortedMap<String, Path> references(List<String> endings, Path folder) throws IOException {
        List<Path> files = FileTree.files(folder);
        SortedMap<String, Path> found = new TreeMap<>();
        for (String ending : endings) {
            if (found.isEmpty() && !ending.startsWith(ESTIMATE)) {
                found = endingIn(ending, folder, files);
                // a longer ending is another kind of file
                found.keySet().removeIf(clip -> clip.endsWith(".marks") || clip.endsWith(".pm") || clip.endsWith(".f0") || clip.equals("index")
                    || clip.endsWith("/index"));
            }
        }
        return found;
    }

    /**
     * A clip's estimated contour: {@code clip.csv}, {@code clip.f0.csv}, or Praat's, EST's or JAMS' with their usual endings, but not the file
     * {@code reference} itself.
     */
    public static Optional<Path> contour(Path folder, String clip, Path reference) throws IOException {
        return first(folder, clip, CONTOURS, reference);
    }

    /** A clip's estimated marks: {@code clip.marks.csv}, {@code .PointProcess}, {@code .pm.est} or {@code .pm}, but not {@code reference} itself. */
    public static Optional<Path> marks(Path folder, String clip, Path reference) throws IOException {
        return first(folder, clip, MARKS, reference);
    }

    /** All contours below a folder, in any format. */
    public static List<Path> contourFiles(Path folder) throws IOException {
        return FileTree.files(folder).stream().filter(file -> {
            String name = file.getFileName().toString();
            return !name.equals("index.csv") && !name.endsWith(".marks.csv") && !name.endsWith(".pm.est") && !clip(name).equals(name);
        }).toList();
    }

    /** The name of the clip that a file of its contour has, which is that without its ending. */
    public static String clip(String name) {
        return CONTOURS.stream().filter(name::endsWith).max(Comparator.comparingInt(String::length))
            .map(ending -> name.substring(0, name.length() - ending.length())).orElse(name);
    }

    /** The folder of a clip, as a group to average over; "." at the top. */
    public static String folder(String clip) {
        return clip.contains("/") ? clip.substring(0, clip.indexOf('/')) : ".";
    }

    /**
     * What {@code index.csv} in the reference folder says of each clip.
     *
     * @param column such as {@code condition}
     * @return that column by the column {@code clip}
     */
    public static Map<String, String> index(Path folder, String column) throws IOException {
        Path file = folder.resolve("index.csv");
        if (!Files.exists(file)) {
            throw new IOException(file + ": there is no such file, but it is needed for the " + column + " of each clip");
        }
        List<String> lines = Text.read(file).lines();
        List<String> head = lines.isEmpty() ? List.of() : List.of(lines.get(0).strip().split(","));
        int clip = head.indexOf("clip");
        int wanted = head.indexOf(column);
        if (clip < 0 || wanted < 0) {
            throw new IOException(file + ", line 1: a header with the columns clip and " + column + " is needed");
        }
        Map<String, String> values = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells.length > Math.max(clip, wanted)) {
                values.put(cells[clip], cells[wanted]);
            }
        }
        return values;
    }

    private static SortedMap<String, Path> endingIn(String ending, Path folder, List<Path> files) {
        SortedMap<String, Path> found = new TreeMap<>();
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (name.endsWith(ending)) {
                found.put(name.substring(0, name.length() - ending.length()), file);
            }
        }
        return found;
    }

    private static Optional<Path> first(Path folder, String clip, List<String> endings, Path reference) throws IOException {
        for (String ending : endings) {
            Path file = folder.resolve(clip + ending);
            if (Files.isRegularFile(file) && !Files.isSameFile(file, reference)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
