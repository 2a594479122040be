package org.foldgrad.autodiff.kernel.emit;

import static org.foldgrad.autodiff.expr.Expr.input;
import static org.foldgrad.autodiff.expr.Expr.tanh;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.foldgrad.autodiff.expr.Derive;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.docs.Page;
import org.junit.jupiter.api.Test;

/** The listing and the table of docs/autodiff/kernels.md. */
class KernelsPageTest {
    private static final int ARGUMENTS = 1000;

    @Test
    void theGraphIsUpToDate() throws IOException {
        Expr e = tanh(input(0).times(input(1)));
        Graph graph = Graph.of(List.of(e, Derive.partial(e, 0), Derive.partial(e, 1)));
        StringBuilder text = new StringBuilder("\n");
        for (int id = 0; id < graph.nodes().size(); id++) {
            text.append("    v").append(id).append(" = ").append(instruction(graph.nodes().get(id))).append('\n');
        }
        text.append("    f = v").append(graph.results().get(0)).append(", df/dx = v").append(graph.results().get(1))
            .append(", df/dy = v").append(graph.results().get(2)).append("\n\n");
        Page.part("autodiff/kernels.md", "graph", text.toString());
    }

    private static String instruction(Graph.Node n) {
        return switch (n.op()) {
            case CONST -> Double.toString(n.value());
            case INPUT -> n.value() == 0 ? "x" : "y";
            default -> n.op() + n.args().stream().map(a -> " v" + a).collect(Collectors.joining());
        };
    }

    /** Measured only for functions whose bits are the same everywhere: the page must be, too. */
    @Test
    void theErrorsAreUpToDate() throws IOException {
        StringBuilder table = new StringBuilder("\n| function | for x between | largest error seen, f64 | f32 | bound |\n|---|---|---|---|---|\n");
        for (Accuracy.Case c : Accuracy.CASES) {
            if (!c.op().isLibrary()) {
                table.append(String.format(Locale.ROOT, "| %s | %s and %s | %.2f ulp | %.2f | %s |%n", c.name(), c.low(), c.high(),
                    worst(c, Lane.F64), worst(c, Lane.F32), c.bound()));
            }
        }
        table.append('\n').append(Accuracy.CASES.stream().filter(c -> c.op().isLibrary())
            .map(c -> c.name() + " (" + c.bound() + ")").collect(Collectors.joining(", ", "From the JDK, with the bound in ulp: ", ".\n\n")));
        Page.part("autodiff/kernels.md", "errors", table.toString());
    }

    private static double worst(Accuracy.Case c, Lane lane) {
        return Accuracy.worst(c, lane, Backend.SCALAR.bits, ARGUMENTS, new Random(1));
    }
}
