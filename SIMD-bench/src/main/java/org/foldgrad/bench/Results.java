package org.foldgrad.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foldgrad.autodiff.io.AtomicFile;
import org.foldgrad.bench.work.Task;

/**
 * All measurements of a run, and the machine they were made on: what {@code docs/performance.json} holds.
 *
 * @param machine      processor, JDK and the like, by name
 * @param measurements one for each contender at each task
 */
record Results(Map<String, String> machine, List<Measurement> measurements) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a file that {@link #save} wrote; without measurements if there is none. */
    static Results load(Path file) throws IOException {
        try {
            return Files.exists(file) ? JSON.readValue(file.toFile(), Results.class) : new Results(Map.of(), List.of());
        } catch (JsonProcessingException wrong) {
            throw new IOException(file + ": is not what `bench run --save` writes: " + wrong.getOriginalMessage());
        }
    }

    void save(Path file) throws IOException {
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** These results, with those of {@code newer} in place of, or in addition to, the older ones. */
    Results with(Results newer) {
        Map<String, Measurement> all = new LinkedHashMap<>();
        measurements.forEach(m -> all.put(m.task() + " " + m.who(), m));
        newer.measurements.forEach(m -> all.put(m.task() + " " + m.who(), m));
        List<String> order = Tasks.all().stream().map(Task::name).toList();
        return new Results(newer.machine, all.values().stream().sorted(Comparator.comparing(m -> order.indexOf(m.task()))).toList());
    }

    /** Nanoseconds a step; NaN if it was not measured. */
    double nanos(String task, String who) {
        return measurements.stream().filter(m -> m.task().equals(task) && m.who().equals(who))
                .mapToDouble(Measurement::nanos).findFirst().orElse(Double.NaN);
    }

    /**
     * The physical floor of a task in nanoseconds: its arithmetic at the FMA peak or its traffic at the copy bandwidth of a working set of that size,
     * both measured in the same run.
     */
    double limit(Task task) {
        double arithmetic = 0;
        if (task.work().flops() > 0) {
            Task fma = Tasks.named("limit-fma/" + task.type() + "/16000");
            arithmetic = nanos(fma.name(), "hand") * task.work().flops() / fma.work().flops();
        }
        double traffic = 0;
        if (task.work().bytes() > 0) {
            Task copy = Tasks.all().stream().filter(t -> t.name().startsWith("limit-copy/"))
                    .min(Comparator.comparingDouble(t -> Math.abs(Math.log(t.work().bytes() / task.work().bytes())))).orElseThrow();
            traffic = nanos(copy.name(), "hand") * task.work().bytes() / copy.work().bytes();
        }
        return Math.max(arithmetic, traffic);
    }
}
