package org.foldgrad.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Values and gradients made by an independent implementation: {@code ops.jsonl} in the folder that the system property {@code
 * foldgrad.golden} names, one case on a line. Where there is none the test is skipped.
 */
class GoldenOpsTest {
    /** Of max(1, |expected|). */
    private static final double F64_TOLERANCE = 1e-12;
    /** Of max(1, |f64 result|): a few hundred units in the last place of an f32. */
    private static final double F32_TOLERANCE = 2e-5;

    private record Result(Tensor value, Tensor[] gradients) {}

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        Path file = Path.of(System.getProperty("foldgrad.golden", "../../shared/golden"), "ops.jsonl");
        assumeTrue(Files.exists(file), "there is no " + file);
        ObjectMapper json = new ObjectMapper();
        return Files.readAllLines(file).stream().map(line -> {
            try {
                JsonNode c = json.readTree(line);
                return DynamicTest.dynamicTest(c.get("case").asText(), () -> check(c));
            } catch (IOException e) {
                throw new IllegalArgumentException(file + ": not JSON: " + line, e);
            }
        });
    }

    private static void check(JsonNode c) {
        GoldenOps.GoldenOp op = GoldenOps.BY_NAME.get(c.get("op").asText());
        assumeTrue(op != null, "there is no operation " + c.get("op"));
        Result f64 = run(op, c, DType.F64);
        assertClose(tensor(c.get("output")), f64.value, F64_TOLERANCE, "value");
        for (int i = 0; i < f64.gradients.length; i++) {
            assertClose(tensor(c.get("gradients").get(i)), f64.gradients[i], F64_TOLERANCE, "gradient " + i);
        }
        Result f32 = run(op, c, DType.F32);
        assertEquals(DType.F32, f32.value.dtype());
        assertClose(f64.value, f32.value, F32_TOLERANCE, "f32 value");
        for (int i = 0; i < f64.gradients.length; i++) {
            assertClose(f64.gradients[i], f32.gradients[i], F32_TOLERANCE, "f32 gradient " + i);
        }
    }

    private static Result run(GoldenOps.GoldenOp op, JsonNode c, DType dtype) {
        Tape tape = new Tape();
        Tensor[] x = new Tensor[c.get("inputs").size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = tape.watch(tensor(c.get("inputs").get(i)).to(GoldenOps.dtype(c.get("op").asText(), i, dtype)));
        }
        Tensor y = op.apply(x, c.get("attrs"));
        return new Result(y, tape.vjp(y, tensor(c.get("cotangent")).to(dtype), x));
    }

    private static Tensor tensor(JsonNode t) {
        double[] data = new double[t.get("data").size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = t.get("data").get(i).asDouble();
        }
        int[] shape = new int[t.get("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = t.get("shape").get(i).asInt();
        }
        return Tensor.of(data, shape);
    }

    private static void assertClose(Tensor expected, Tensor actual, double tolerance, String what) {
        assertArrayEquals(expected.shape().toArray(), actual.shape().toArray(), what + ": shape");
        double[] e = expected.toArray();
        double[] a = actual.toArray();
        for (int i = 0; i < e.length; i++) {
            if (!(Math.abs(e[i] - a[i]) <= tolerance * Math.max(1, Math.abs(e[i])))) {
                fail(what + "[" + i + "]: expected " + e[i] + ", got " + a[i]);
            }
        }
    }
}
