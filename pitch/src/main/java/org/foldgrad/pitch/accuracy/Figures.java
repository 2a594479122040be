package org.foldgrad.pitch.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.foldgrad.pitch.evaluate.ContourScore;
import org.foldgrad.pitch.evaluate.Measure;
import org.foldgrad.pitch.plot.LinePlot;

/** The figures of the accuracy page. */
final class Figures {
    /** Peers drawn beside us: the best of each kind. */
    private static final List<String> PEERS = List.of("Praat ac 40-1250", "CREPE tiny with Viterbi", "REAPER 40-1250", "pYIN", "YIN");
    private static final double[] TOLERANCES = IntStream.rangeClosed(0, 40).mapToDouble(i -> Math.pow(10, i / 20.0)).toArray();
    private static final double[] PEER_TOLERANCES = {10, 25, 50};
    static final int BINS = 10;
    private static final String SNR = "signal-to-noise ratio (dB)";

    private final Path folder;

    Figures(Path folder) {
        this.folder = folder;
    }

    /** Raw pitch accuracy against tolerance. */
    void tolerance(List<TrackedClip> clips, PeerTable peers, String set) throws IOException {
        double[] mean = new double[TOLERANCES.length];
        for (TrackedClip clip : clips) {
            double[] accuracy = ContourScore.rawPitchAccuracy(clip.reference(), clip.estimate(), TOLERANCES);
            Arrays.setAll(mean, i -> mean[i] + 100 * accuracy[i] / clips.size());
        }
        LinePlot figure = new LinePlot("Voiced frames within a tolerance", "tolerance (cents)", "raw pitch accuracy (%)").logX().yRange(0, 100)
            .line("Foldgrad", TOLERANCES, mean);
        for (PeerTable.Peer peer : peers.over(set)) {
            if (PEERS.contains(peer.tool())) {
                double[] points = DoubleStream.of(PEER_TOLERANCES).map(t -> peer.figures().get("RPA" + (int) t).doubleValue()).toArray();
                figure.marked(peer.tool().split(" 40-| with")[0], PEER_TOLERANCES, points);
            }
        }
        figure.write(folder.resolve("tolerance.png"));
    }

    /** Accuracy and error against the signal-to-noise ratio. */
    void noise(NoiseStudy study) throws IOException {
        noise(study, NoiseStudy.ACCURACY, new LinePlot("Accuracy in noise", SNR, "raw pitch accuracy within 50 cents (%)").yRange(0, 100),
            "noise-accuracy.png");
        noise(study, NoiseStudy.ERROR, new LinePlot("Precision in noise", SNR, "median |error| (cents)"), "noise-error.png");
    }

    private void noise(NoiseStudy study, Measure<ContourScore> measure, LinePlot figure, String file) throws IOException {
        for (Noise noise : Noise.values()) {
            figure.marked(noise.label() + " noise", NoiseStudy.SNR, study.average(noise, measure));
        }
        figure.write(folder.resolve(file));
    }

    /** Confidence against the share of frames that are right. */
    void reliability(Calibration synthetic, Calibration speech) throws IOException {
        LinePlot figure = new LinePlot("Reliability of the confidence", "confidence", "share voiced and within 50 cents").yRange(0, 1);
        reliability(figure, "synthetic", synthetic);
        reliability(figure, "speech", speech);
        figure.dashed("perfect", new double[] {0, 1}, new double[] {0, 1}).write(folder.resolve("reliability.png"));
    }

    private static void reliability(LinePlot figure, String name, Calibration calibration) {
        List<Calibration.Bin> bins = calibration.reliability(BINS);
        if (!bins.isEmpty()) {
            figure.marked(name, bins.stream().mapToDouble(Calibration.Bin::confidence).toArray(),
                bins.stream().mapToDouble(Calibration.Bin::right).toArray());
        }
    }

    /** The share of errors within so many error bars, beside that of a normal distribution. */
    void coverage(Calibration calibration) throws IOException {
        double[] z = IntStream.rangeClosed(0, 60).mapToDouble(i -> i * 0.05).toArray();
        new LinePlot("Coverage of the error bars", "error bars (standard deviations)", "share of errors within (%)").yRange(0, 100)
            .line("Foldgrad", z, DoubleStream.of(z).map(d -> 100 * calibration.coverage(d)).toArray())
            .dashed("normal distribution", z, DoubleStream.of(z).map(d -> 100 * Calibration.normal(d)).toArray())
            .write(folder.resolve("coverage.png"));
    }
}
