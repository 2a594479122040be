package org.foldgrad.autodiff.kernel.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites a program into the instructions that loops are made of: elementary functions become straight-line code, the same for plain
 * and vector loops; vector loops get roundings made of additions.
 */
final class Lower {
    private final Graph.Builder code = new Graph.Builder();
    private final List<Term> terms = new ArrayList<>();
    private final Lane lane;
    private final boolean vectors;
    private final Elementary elementary;
    private final Trigonometric trigonometric;

    private Lower(Lane lane, boolean vectors) {
        this.lane = lane;
        this.vectors = vectors;
        this.elementary = new Elementary(lane, vectors);
        this.trigonometric = new Trigonometric(lane);
    }

    static Program forPlainLoop(Program program, Lane lane) {
        return program.with(new Lower(lane, false).rewrite(program.graph()));
    }

    static Program forVectors(Program program, Lane lane) {
        return program.with(new Lower(lane, true).rewrite(program.graph()));
    }

    private Graph rewrite(Graph graph) {
        for (Graph.Node n : graph.nodes()) {
            terms.add(rewrite(n));
        }
        return code.build(graph.results().stream().map(r -> terms.get(r).id()).toList());
    }

    private Term rewrite(Graph.Node n) {
        return switch (n.op()) {
            case CONST -> new Term(code, code.constant(n.value()));
            case INPUT -> new Term(code, code.input((int) n.value()));
            case EXP -> elementary.exp(arg(n, 0));
            case EXPM1 -> elementary.expm1(arg(n, 0));
            case LOG -> elementary.log(arg(n, 0));
            case LOG1P -> elementary.log1p(arg(n, 0));
            case SINH -> elementary.sinh(arg(n, 0));
            case COSH -> elementary.cosh(arg(n, 0));
            case TANH -> elementary.tanh(arg(n, 0));
            case SIN -> trigonometric.sin(arg(n, 0));
            case COS -> trigonometric.cos(arg(n, 0));
            case FLOOR -> vectors ? Rounding.floor(arg(n, 0), lane) : same(n);
            case CEIL -> vectors ? Rounding.ceil(arg(n, 0), lane) : same(n);
            case RINT -> vectors ? Rounding.rint(arg(n, 0), lane) : same(n);
            default -> same(n);
        };
    }

    private Term same(Graph.Node n) {
        return new Term(code, code.number(new Graph.Node(n.op(), n.args().stream().map(a -> terms.get(a).id()).toList(), n.value())));
    }

    private Term arg(Graph.Node n, int k) {
        return terms.get(n.args().get(k));
    }
}
