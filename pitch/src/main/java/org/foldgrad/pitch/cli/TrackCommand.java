package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.foldgrad.pitch.audio.AudioStream;
import org.foldgrad.pitch.format.MarksFormat;
import org.foldgrad.pitch.format.TrackFormat;
import org.foldgrad.pitch.plot.ContourPlot;
import org.foldgrad.pitch.track.PitchStream;
import org.foldgrad.pitch.track.PitchTrack;
import org.foldgrad.pitch.track.TrackOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foldgrad track}: audio files in, pitch contours out. */
@Command(name = "track", description = "Find the pitch contour of recordings.", sortOptions = false)
final class TrackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|DIR", arity = "1..*", converter = InputPath.class,
        description = "Audio files (WAV, AIFF, AU), or directories of them, whose sub-directories the results keep; - is standard input.")
    private List<Path> inputs;

    @Option(names = "--fmin", paramLabel = "HZ", defaultValue = "40",
        description = "Lowest f0 to look for (default ${DEFAULT-VALUE}); a contour that begins within the limits may pass them by some 3 %%.")
    private double fmin;

    @Option(names = "--fmax", paramLabel = "HZ",
        description = "Highest f0 to look for (default 2100, or half the sample rate where that is lower).")
    private Double fmax;

    @Option(names = "--hop", paramLabel = "SECONDS", defaultValue = "0.005",
        description = "Time between the points of the contour, at least 0.0001 (default ${DEFAULT-VALUE}).")
    private double hop;

    @Option(names = "--unvoiced", description = "Give f0 in unvoiced frames too where there is one: negative in CSV, flagged unvoiced elsewhere.")
    private boolean unvoiced;

    @Option(names = "--channel", paramLabel = "N", description = "Use channel N, from 1 (default: the mean of all).")
    private Integer channel;

    @Option(names = "-o", converter = OutputPath.class, paramLabel = "FILE|DIR",
        description = "Where the contour goes: a file, a directory, which may be new if it ends in /, or - for standard output"
            + " (default: NAME.f0.csv here).")
    private Path output;

    @Option(names = "--format", paramLabel = "FORMAT",
        description = "Of the contour: csv, pitch, pitchtier or textgrid (Praat), est or jams (default: as FILE ends, else csv).")
    private TrackFormat format;

    @Option(names = "--marks", converter = OutputPath.class, paramLabel = "FILE|DIR",
        description = "Write the pitch marks too.")
    private Path marks;

    @Option(names = "--marks-format", paramLabel = "FORMAT",
        description = "Of the marks: csv, pointprocess (Praat) or est (default: as FILE ends, .PointProcess, .est or .pm, else csv).")
    private MarksFormat marksFormat;

    @Option(names = "--plot", converter = OutputPath.class, paramLabel = "PNG", description = "Where the picture goes (default: beside the contour).")
    private Path plot;

    @Option(names = "--no-plot", description = "Draw no picture.")
    private boolean noPlot;

    @Option(names = "--quiet", description = "Print errors only.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TrackOptions options = options();
        List<TrackJob> jobs = jobs();
        boolean isPrinted = jobs.stream().flatMap(job -> job.results().stream()).anyMatch(OutputPath::isPrinted);
        PrintWriter out = isPrinted ? spec.commandLine().getErr() : spec.commandLine().getOut();
        List<Summary> summaries = new ArrayList<>();
        int failures = 0;
        try (Progress progress = Progress.of(jobs.size(), !quiet)) {
            for (TrackJob job : jobs) {
                try {
                    Summary summary = run(job, options, progress);
                    summaries.add(summary);
                    if (!quiet) {
                        progress.print(out, jobs.size() == 1 ? summary.lines() : summary.row());
                    }
                } catch (IOException | UncheckedIOException | ParameterException e) {
                    if (jobs.size() == 1) {
                        throw e;
                    }
                    failures++;
                    progress.print(spec.commandLine().getErr(), "foldgrad: " + Sentence.of(e) + System.lineSeparator());
                }
                progress.step();
            }
        }
        if (!quiet && jobs.size() > 1) {
            out.print(Summary.total(summaries, failures));
            out.flush();
        }
        return failures == 0 ? 0 : 1;
    }

    private Summary run(TrackJob job, TrackOptions asked, Progress progress) throws IOException {
        long start = System.nanoTime();
        try (AudioStream audio = open(job.input())) {
            double rate = audio.sampleRate();
            TrackOptions options = within(rate / 2, asked, job.input());
            PitchStream pitch = new PitchStream(rate, options);
            ContourPlot picture = job.plot() == null ? null : new ContourPlot(rate, options);
            // the spectrogram and the contour do not wait for each other, but for a block
            CompletableFuture<Void> drawn = CompletableFuture.completedFuture(null);
            for (double[] next; (next = audio.next()) != null;) {
                double[] block = next;
                drawn.join();
                if (picture != null) {
                    drawn = CompletableFuture.runAsync(() -> picture.push(block));
                }
                pitch.push(block);
            }
            if (picture != null) {
                drawn = drawn.thenRunAsync(picture::end);
            }
            if (audio.cancels() && !quiet) {
                progress.print(spec.commandLine().getErr(), "foldgrad: warning: the channels of " + job.input()
                    + " cancel, and next to nothing is left in their mean; --channel chooses one" + System.lineSeparator());
            }
            PitchTrack track = pitch.finish();
            format().write(unvoiced ? track : track.withoutGuesses(), audio.duration(), job.contour());
            if (job.marks() != null) {
                marksFormat().write(track.marks(), audio.duration(), job.marks());
            }
            drawn.join();
            if (picture != null) {
                picture.write(job.plot(), track);
            }
            return Summary.of(job, rate, audio.duration(), options, track, (System.nanoTime() - start) * 1e-9);
        }
    }

    /** The options for a recording that holds nothing above {@code limit} Hz. */
    private TrackOptions within(double limit, TrackOptions asked, Path file) throws IOException {
        if (asked.fmax() <= limit) {
            return asked;
        }
        if (fmax != null) {
            throw usage("--fmax %s Hz is above half the sample rate of %s (%s Hz)".formatted(plain(fmax), file, plain(limit)));
        }
        if (asked.fmin() >= limit) {
            throw new IOException("%s has %s samples a second, too few for pitch from %s Hz".formatted(file, plain(2 * limit), plain(fmin)));
        }
        return asked.withFmax(limit);
    }

    private AudioStream open(Path file) throws IOException {
        try {
            return AudioStream.open(file, channel == null ? 0 : channel);
        } catch (IllegalArgumentException e) {
            throw usage("--channel " + channel + ": " + e.getMessage());
        }
    }

    private TrackOptions options() {
        if (channel != null && channel < 1) {
            throw usage("--channel counts from 1, not " + channel);
        }
        if (noPlot && plot != null) {
            throw usage("--plot and --no-plot exclude each other");
        }
        if (marksFormat != null && marks == null) {
            throw usage("--marks-format needs --marks, which says where the marks go");
        }
        if (hop > 1) {
            throw usage("--hop %s is more than a second: it is in seconds, 10 ms are 0.01".formatted(plain(hop)));
        }
        try {
            return new TrackOptions(fmin, fmax == null ? TrackOptions.defaults().fmax() : fmax, hop);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private List<TrackJob> jobs() throws IOException {
        try {
            return TrackJob.plan(inputs, new TrackJob.Outputs(output, format(), marks, marksFormat(), plot, !noPlot), new Claims(spec.commandLine()));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private TrackFormat format() {
        return format != null ? format : output == null || OutputPath.isFolder(output) ? TrackFormat.CSV : TrackFormat.of(output);
    }

    private MarksFormat marksFormat() {
        return marksFormat != null ? marksFormat : marks == null || OutputPath.isFolder(marks) ? MarksFormat.CSV : MarksFormat.of(marks);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
