package org.foldgrad.autodiff.kernel;

import java.util.ArrayList;
import java.util.List;

/** Rewrites a graph into instructions that a vector loop has. */
final class Lower {
    private final Graph.Builder code = new Graph.Builder();
    private final List<Term> terms = new ArrayList<>();
    private final Lane lane;

    private Lower(Lane lane) {
        this.lane = lane;
    }

    static Graph forVectors(Graph graph, Lane lane) {
        Lower lower = new Lower(lane);
        for (Graph.Node n : graph.nodes()) {
            lower.terms.add(lower.rewrite(n));
        }
        return lower.code.build(graph.results().stream().map(r -> lower.terms.get(r).id()).toList());
    }

    private Term rewrite(Graph.Node n) {
        return switch (n.op()) {
            case CONST -> new Term(code, code.constant(n.value()));
            case INPUT -> new Term(code, code.input((int) n.value()));
            case FLOOR -> Rounding.floor(arg(n, 0), lane);
            case CEIL -> Rounding.ceil(arg(n, 0), lane);
            case RINT -> Rounding.rint(arg(n, 0), lane);
            default -> arg(n, 0).of(n.op(), n.args().stream().skip(1).map(terms::get).toArray(Term[]::new));
        };
    }

    private Term arg(Graph.Node n, int k) {
        return terms.get(n.args().get(k));
    }
}
