package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.foldgrad.autodiff.io.AtomicFile;
import org.foldgrad.pitch.accuracy.AccuracyReport;
import org.foldgrad.pitch.format.FileTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foldgrad accuracy}: the page docs/accuracy.md. */
@Command(name = "accuracy", description = "Track a folder of recordings of known pitch and write a page on how well that went.", sortOptions = false)
final class AccuracyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DATA", description = "Folder with public/ and real/ recordings and their references.")
    private Path data;

    @Option(names = "-o", converter = OutputPath.class, paramLabel = "FILE", defaultValue = "accuracy.md",
        description = "The page (default ${DEFAULT-VALUE}); its figures go to a folder beside it that has its name.")
    private Path page;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data)) {
            throw new IOException(data + ": there is no such folder");
        }
        Claims claims = new Claims(spec.commandLine());
        for (Path file : FileTree.files(data)) {
            if (file.toString().endsWith(".wav") || file.toString().endsWith(".csv")) {
                claims.read(file);
            }
        }
        claims.write(page, data);
        AtomicFile.check(page);
        try (Progress progress = Progress.of(1, true)) {
            AccuracyReport.write(data, page, step -> progress.step());
        }
        return 0;
    }
}
