package org.foldgrad.bench;

import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bench essay}: short benchmarks that each show one way to measure something else than one meant to. */
@Command(name = "essay", mixinStandardHelpOptions = true,
        description = "Run the essays on the traps of measuring: 01 warm-up, 02 pollution, 03 forks, 04 allocation.")
final class EssayCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", defaultValue = "", description = "Number of an essay; default: all.")
    private String number;

    @Override
    public Integer call() throws Exception {
        new Runner(new OptionsBuilder().include("\\.Essay" + number).addProfiler(GCProfiler.class)
                .warmupTime(TimeValue.seconds(1)).measurementTime(TimeValue.seconds(1)).measurementIterations(3).build()).run();
        return 0;
    }
}
