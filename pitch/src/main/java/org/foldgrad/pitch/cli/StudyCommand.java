package org.foldgrad.pitch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.foldgrad.pitch.audio.Audio;
import org.foldgrad.pitch.audio.AudioFile;
import org.foldgrad.pitch.study.Study;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foldgrad study}: the experiments behind the documentation. */
@Command(name = "study", description = "Run the experiments on the fold losses and write their pages, tables and figures.")
final class StudyCommand implements Callable<Integer> {
    private enum Topic {
        SMOOTHNESS, ESTIMATORS, INTERPOLATION, CONVERGENCE, BASIN, ALL;

        List<Study> studies() {
            return this == ALL ? List.of(Study.values()) : List.of(Study.valueOf(name()));
        }
    }

    @Parameters(paramLabel = "TOPIC", description = "smoothness, estimators, interpolation, convergence, basin or all.")
    private Topic topic;

    @Option(names = "-o", paramLabel = "DIR", defaultValue = "docs/study", description = "Where the pages go (default ${DEFAULT-VALUE}).")
    private Path folder;

    @Option(names = "--speech", paramLabel = "FILE", defaultValue = "docs/audio/speech.wav",
        description = "A recording of a voice (default ${DEFAULT-VALUE}).")
    private Path speech;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Audio voice = AudioFile.read(speech);
        for (Study study : topic.studies()) {
            study.write(folder, voice);
            spec.commandLine().getOut().println(folder.resolve(study.name().toLowerCase(Locale.ROOT) + ".md"));
        }
        return 0;
    }
}
