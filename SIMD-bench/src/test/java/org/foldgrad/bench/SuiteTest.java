package org.foldgrad.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.foldgrad.autodiff.Catalogue;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.bench.work.Contender;
import org.foldgrad.bench.work.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SuiteTest {

    @ParameterizedTest
    @ValueSource(strings = {"chain/f64/100", "chain/f32/1000", "scalar-chain/f64/10000", "gather/f64/1000", "gather-index/f64/100000",
        "gather-both/f64/1000", "exp/f64/100000", "pow/f32/100000", "softmax/f64/320", "softmax-grad/f64/1000", "matmul/f64/256",
        "conv1d/f32/10000", "walk/f64/441000"})
    void contendersAgree(String task) {
        Agreement.check(Tasks.named(task));
    }

    @Test
    void aContenderThatComputesSomethingElseIsNotTimed() {
        Task task = Tasks.named("chain/f64/100");
        Task wrong = task.with("wrong", in -> new Contender() {
            @Override
            public Object step() {
                return in;
            }

            @Override
            public double[] result() {
                double[] result = new double[301];
                result[0] = Double.NaN;
                return result;
            }
        });
        assertTrue(assertThrows(IllegalStateException.class, () -> Agreement.check(wrong)).getMessage().contains("wrong computed"));
    }

    @Test
    void everyOperationOfTheCatalogueIsATask() {
        for (Elementwise operation : Catalogue.all()) {
            Agreement.check(Tasks.named("catalogue-" + operation.name() + "/f64/10000"));
        }
    }

    @Test
    void everyTargetIsOfATaskAndAContenderThatExist() {
        for (Target target : Target.all()) {
            Task task = Tasks.named(target.task());
            assertTrue(task.contenders().containsKey(target.who()) || Program.of(task).contains(new Program(task, target.who())),
                    target.task() + " " + target.who());
        }
    }

    @Test
    void twoThreadsAreTimedBesideOne() {
        List<OnThreads> threads = Tasks.all().stream().flatMap(task -> OnThreads.of(task).stream()).toList();
        assertEquals(24, threads.size());
        List<Measurement> measured = threads.stream()
                .map(t -> Measurement.of(t.task().name(), t.who(), new double[] {6e6 / t.threads()}, 0, 0)).toList();
        assertTrue(OnThreads.section(new Results(Map.of(), measured)).contains("| matmul/f64/1024 | 6.00 ms | 3.00 ms | 2.00 |"));
    }

    @Test
    void aSecondRunReplacesWhatItMeasuredAgain(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("results.json");
        Results first = new Results(Map.of("JDK", "a"), List.of(measured("chain/f64/100", 1), measured("chain/f64/1000", 2)));
        first.save(file);
        Results second = Results.load(file).with(new Results(Map.of("JDK", "b"), List.of(measured("chain/f64/100", 3))));
        assertEquals(3, second.nanos("chain/f64/100", "ours"));
        assertEquals(2, second.nanos("chain/f64/1000", "ours"));
        assertEquals("b", second.machine().get("JDK"));
    }

    private static Measurement measured(String task, double nanos) {
        return new Measurement(task, "ours", nanos, nanos, nanos, 0, 0);
    }

    @Test
    void aReportOfNothingLeavesThePageAsItWas(@TempDir Path directory) throws Exception {
        Path page = Files.writeString(directory.resolve("page.md"), "the last run");
        CommandLine report = Bench.commands();
        report.setErr(new PrintWriter(Writer.nullWriter()));
        assertEquals(1, report.execute("report", "--from", directory.resolve("none.json").toString(), "--to", page.toString()));
        Path other = Files.writeString(directory.resolve("other.json"), "# not JSON");
        assertEquals(1, report.execute("report", "--from", other.toString(), "--to", page.toString()));
        assertEquals("the last run", Files.readString(page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo(", "nothing-such"})
    void aPatternThatFitsNoTaskIsAWrongCommandLine(String pattern) {
        CommandLine run = Bench.commands();
        StringWriter said = new StringWriter();
        run.setErr(new PrintWriter(said));
        assertEquals(2, run.execute("run", pattern));
        assertTrue(said.toString().lines().findFirst().orElseThrow().contains(pattern), said.toString());
    }
}
