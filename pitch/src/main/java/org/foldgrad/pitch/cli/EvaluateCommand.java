package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.foldgrad.pitch.evaluate.Clips;
import org.foldgrad.pitch.evaluate.ContourScore;
import org.foldgrad.pitch.evaluate.ScoreFormat;
import org.foldgrad.pitch.evaluate.ScoreTable;
import org.foldgrad.pitch.evaluate.ScoreTable.Row;
import org.foldgrad.pitch.evaluate.Scorer;
import org.foldgrad.pitch.evaluate.Scorer.Pair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foldgrad evaluate}: how well contours or pitch marks agree with reference ones. */
@Command(name = "evaluate", description = "Score pitch contours, or pitch marks, against reference ones.", sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
    private enum Group { CLIP, CONDITION, FOLDER }

    @Parameters(index = "0", paramLabel = "ESTIMATES",
        description = "File or folder of estimates: CSV, Praat, EST or JAMS files, named as the references but for the ending.")
    private Path estimates;

    @Parameters(index = "1", paramLabel = "REFERENCE",
        description = "File or folder of references: NAME.csv for contours, NAME.marks.csv for marks; in a folder without CSV, Praat, EST or JAMS files.")
    private Path reference;

    @Option(names = "--marks", description = "Score pitch marks instead of contours.")
    private boolean marks;

    @Option(names = "--by", paramLabel = "GROUP",
        description = "A row for each clip, condition (of the reference folder's index.csv) or folder, before that for all.")
    private Group by;

    @Option(names = "--tol", paramLabel = "CENTS", description = "Tolerance of RCA and OA (default 50).")
    private Double tolerance;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text, csv, json or markdown (default ${DEFAULT-VALUE}).")
    private ScoreFormat format;

    @Option(names = "-o", converter = OutputPath.class, paramLabel = "FILE", description = "Where the scores go (default: they are printed).")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (marks && tolerance != null) {
            throw new ParameterException(spec.commandLine(), "--tol is for contours; marks are scored by larynx cycles");
        }
        if (tolerance != null && !(tolerance > 0)) {
            throw new ParameterException(spec.commandLine(), "--tol must be a positive number of cents, not " + tolerance);
        }
        for (Path input : List.of(estimates, reference)) {
            if (!Files.exists(input)) {
                throw new IOException(input + ": there is no such file or folder");
            }
        }
        if (Files.isDirectory(estimates) != Files.isDirectory(reference)) {
            throw new ParameterException(spec.commandLine(), "ESTIMATES and REFERENCE must both be files or both be folders");
        }
        List<IOException> broken = new ArrayList<>();
        String text = marks ? report(new Scorer.Marks(), broken)
            : report(new Scorer.Contours(tolerance == null ? ContourScore.TOLERANCE_CENTS : tolerance), broken);
        OutputPath.write(text, output, spec.commandLine().getOut());
        return broken.isEmpty() ? 0 : 1;
    }

    private <S> String report(Scorer<S> scorer, List<IOException> broken) throws IOException {
        List<String> missing = new ArrayList<>();
        List<Pair> pairs = scorer.pairs(estimates, reference);
        checkOutput(pairs);
        ScoreTable<S> table = scorer.scores(pairs, missing::add, broken::add);
        if (table.clips().isEmpty()) {
            throw new IOException(reference + ": holds nothing to score against" + (Files.isDirectory(reference)
                ? "; references are named " + (marks ? "NAME.marks.csv" : "NAME.csv (NAME.f0.csv is an estimate)") : ""));
        }
        if (!Files.isDirectory(reference) && !broken.isEmpty()) {
            throw broken.getFirst();
        }
        broken.forEach(e -> spec.commandLine().getErr().println("foldgrad: " + Sentence.of(e) + "; counted as unvoiced"));
        if (missing.size() + broken.size() == table.clips().size()) {
            throw new IOException(estimates + ": has no estimate of any clip of " + reference + " that can be read");
        }
        if (!missing.isEmpty()) {
            spec.commandLine().getErr().println("foldgrad: counted as unvoiced for want of an estimate: "
                + String.join(", ", missing.subList(0, Math.min(5, missing.size())))
                + (missing.size() > 5 ? " and " + (missing.size() - 5) + " more" : ""));
        }
        List<Row> rows = new ArrayList<>();
        if (by != null) {
            rows.addAll(switch (by) {
                case CLIP -> table.each();
                case FOLDER -> table.by(Clips::folder);
                case CONDITION -> table.by(condition());
            });
        }
        rows.add(table.all());
        return format.write(table.measures(), rows);
    }

    private void checkOutput(List<Pair> pairs) throws IOException {
        if (output == null) {
            return;
        }
        Claims claims = new Claims(spec.commandLine());
        claims.read(reference.resolve("index.csv"));
        for (Pair pair : pairs) {
            claims.read(pair.reference());
            claims.read(pair.estimate().orElse(pair.reference()));
        }
        claims.write(output, estimates);
    }

    private UnaryOperator<String> condition() throws IOException {
        Map<String, String> conditions = Clips.index(reference, "condition");
        return clip -> conditions.getOrDefault(clip, Clips.folder(clip));
    }
}
