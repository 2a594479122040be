package org.foldgrad.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.foldgrad.bench.work.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench run}: compares results, then times, then prints. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Time every contender of the matching tasks and print the table.")
final class RunCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", defaultValue = "", description = "Regular expression found in the task's name (family/type/n); default: all.")
    private String pattern;

    @Option(names = "--who", defaultValue = "", description = "Regular expression of contenders; default: all.")
    private String who;

    @Option(names = "--save", description = "Also write the measurements into this JSON file, over older ones of the same.")
    private Path save;

    @Mixin private Settings settings;

    @Override
    public Integer call() throws Exception {
        List<Measurement> measured = new ArrayList<>();
        for (Task task : Tasks.matching(pattern)) {
            Agreement.check(task);
            for (String contender : settings.contenders(task)) {
                if (contender.matches("(" + (who.isEmpty() ? ".*" : who) + ")")) {
                    measured.add(settings.time(task, contender));
                }
            }
        }
        System.out.print(Table.text(measured));
        if (save != null) {
            Results.load(save).with(new Results(Machine.describe(), measured)).save(save);
        }
        return 0;
    }
}
