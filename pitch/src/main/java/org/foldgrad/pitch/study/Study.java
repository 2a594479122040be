package org.foldgrad.pitch.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.foldgrad.pitch.audio.Audio;

/** Experiments on the fold losses; each writes a page with its tables and figures, the same on every run. */
public enum Study {
    /** How smooth a loss must be. */
    SMOOTHNESS("How smooth is smooth enough", (page, speech) -> SmoothnessStudy.write(page)),
    /** Gradients from random perturbations. */
    ESTIMATORS("Estimating gradients by shaking", (page, speech) -> EstimatorStudy.write(page)),
    /** Reading a signal between its samples. */
    INTERPOLATION("Reading a signal between its samples", (page, speech) -> InterpolationStudy.write(page)),
    /** Where descent arrives, and how soon. */
    CONVERGENCE("Where descent arrives", ConvergenceStudy::write),
    /** Where descent fails. */
    BASIN("Where plain gradient descent fails", (page, speech) -> BasinStudy.write(page));

    private final String title;
    private final Experiment experiment;

    @FunctionalInterface
    private interface Experiment {
        void run(Page page, Audio speech) throws IOException;
    }

    Study(String title, Experiment experiment) {
        this.title = title;
        this.experiment = experiment;
    }

    /**
     * Runs the experiment and writes its page into {@code folder}, which is made if need be.
     *
     * @param speech a recording of a voice
     * @throws IOException if something cannot be written; the message names it
     */
    public void write(Path folder, Audio speech) throws IOException {
        Files.createDirectories(folder);
        Page page = new Page(folder, name().toLowerCase(Locale.ROOT), title);
        experiment.run(page, speech);
        page.write();
    }
}
