package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.foldgrad.pitch.evaluate.Clips;
import org.foldgrad.pitch.evaluate.Description;
import org.foldgrad.pitch.format.CsvWriter;
import org.foldgrad.pitch.format.Interval;
import org.foldgrad.pitch.format.PitchFile;
import org.foldgrad.pitch.track.Contour;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foldgrad describe}: what is said of the pitch of recordings, or of labelled stretches of them. */
@Command(name = "describe", description = "Give median, range, spread and slope of pitch contours, as CSV.", sortOptions = false)
final class DescribeCommand implements Callable<Integer> {
    private static final String HEAD = "contour,start,end,label,voiced,median_hz,mean_hz,min_hz,max_hz,sd_semitones,slope_semitones_per_s\n";

    @Parameters(paramLabel = "CONTOURS", description = "File or folder of contours, as track writes them or in another format that evaluate reads.")
    private Path contours;

    @Option(names = "--tier", paramLabel = "NAME",
        description = "A row for each interval with a label in this tier of NAME.TextGrid, instead of one for the contour.")
    private String tier;

    @Option(names = "--grids", paramLabel = "DIR", description = "Folder of the TextGrids (default: that of the contours).")
    private Path grids;

    @Option(names = "-o", converter = OutputPath.class, paramLabel = "FILE", description = "Where the rows go (default: they are printed).")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (grids != null && tier == null) {
            throw new ParameterException(spec.commandLine(), "--grids is the folder of the TextGrids of --tier NAME: say which tier");
        }
        boolean isFolder = Files.isDirectory(contours);
        List<Path> files = isFolder ? Clips.contourFiles(contours) : List.of(contours);
        if (files.isEmpty()) {
            throw new IOException(contours + ": holds no contours, such as NAME.f0.csv or NAME.Pitch");
        }
        Path root = isFolder ? contours : contours.toAbsolutePath().getParent();
        Claims claims = new Claims(spec.commandLine());
        for (Path file : files) {
            claims.read(file);
        }
        if (output != null) {
            claims.write(output, contours);
        }
        StringBuilder table = new StringBuilder(HEAD);
        int failures = 0;
        for (Path file : files) {
            try {
                table.append(rows(isFolder ? root.relativize(file) : file.getFileName(), file, root));
            } catch (IOException e) {
                if (files.size() == 1) {
                    throw e;
                }
                failures++;
                spec.commandLine().getErr().println("foldgrad: " + Sentence.of(e) + "; left out");
            }
        }
        OutputPath.write(table.toString(), output, spec.commandLine().getOut());
        return failures == 0 ? 0 : 1;
    }

    private String rows(Path name, Path file, Path root) throws IOException {
        Contour contour = PitchFile.contour(file);
        if (contour.frames() == 0) {
            throw new IOException(file + ": holds no frames");
        }
        if (tier == null) {
            return row(name, new Interval(contour.times()[0], contour.times()[contour.frames() - 1], ""), Description.of(contour));
        }
        Path grid = (grids == null ? root : grids).resolve(name).resolveSibling(Clips.clip(file.getFileName().toString()) + ".TextGrid");
        List<String> rows = new ArrayList<>();
        for (Interval interval : PitchFile.intervals(grid, tier)) {
            if (!interval.label().isBlank()) {
                rows.add(row(name, interval, Description.of(contour, interval.start(), interval.end())));
            }
        }
        return String.join("", rows);
    }

    private static String row(Path name, Interval interval, Description of) {
        String numbers = DoubleStream.of(of.voiced(), of.median(), of.mean(), of.low(), of.high(), of.deviation(), of.slope())
            .mapToObj(x -> CsvWriter.decimal(x, 4)).collect(Collectors.joining(","));
        return CsvWriter.quoted(name.toString()) + "," + CsvWriter.decimal(interval.start(), 9) + "," + CsvWriter.decimal(interval.end(), 9) + ","
            + CsvWriter.quoted(interval.label()) + "," + numbers + "\n";
    }
}
