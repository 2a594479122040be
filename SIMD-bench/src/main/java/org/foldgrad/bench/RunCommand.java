package org.foldgrad.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.foldgrad.bench.work.Task;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench run}: compares results, then times, then prints. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Time every contender of the matching tasks and print the table.")
final class RunCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", defaultValue = "^(?!catalogue-)",
            description = "Regular expression found in the task's name (family/type/n); default: all but the catalogue's.")
    private Pattern pattern;

    @Option(names = "--who", defaultValue = ".*", description = "Regular expression of contenders; default: all.")
    private Pattern who;

    @Option(names = "--save", description = "Also write the measurements into this JSON file, over older ones of the same, after every contender.")
    private Path save;

    @Mixin private Settings settings;

    @Spec private CommandSpec spec;

    private final List<Measurement> measured = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /** One line of the table to be. */
    private interface Timing {
        Measurement run() throws RunnerException, IOException, InterruptedException;
    }

    @Override
    public Integer call() throws Exception {
        List<Task> tasks = Tasks.matching(pattern);
        if (tasks.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "No task's name (family/type/n, such as exp/f64/1000) matches '" + pattern + "'");
        }
        for (Task task : tasks) {
            System.err.printf("%tT  task %d of %d: %s%n", LocalTime.now(), tasks.indexOf(task) + 1, tasks.size(), task.name());
            try {
                Agreement.check(task);
            } catch (RuntimeException e) {
                failures.add(e.getMessage());
                continue;
            }
            for (String contender : settings.contenders(task)) {
                time(task, contender, () -> settings.time(task, contender));
            }
            for (Program program : Program.of(task)) {
                time(task, program.who(), program::measure);
            }
            for (OnThreads onThreads : OnThreads.of(task)) {
                time(task, onThreads.who(), onThreads::measure);
            }
        }
        System.out.print(Table.text(measured));
        failures.forEach(f -> System.out.println("FAILED " + f));
        return failures.isEmpty() ? 0 : 1;
    }

    /** A contender that fails does not take the others' results with it. */
    private void time(Task task, String contender, Timing timing) throws IOException {
        if (!who.matcher(contender).matches()) {
            return;
        }
        try {
            Measurement m = timing.run();
            measured.add(m);
            System.err.printf("    %-28s %-14s %s%n", task.name(), contender, Table.duration(m.nanos()));
            if (save != null) {
                Results.load(save).with(new Results(Machine.describe(), List.of(m))).save(save);
            }
        } catch (RuntimeException | RunnerException | InterruptedException e) {
            failures.add(task.name() + " " + contender + ": " + (e.getCause() == null ? e : e.getCause()));
        }
    }
}
