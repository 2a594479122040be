package org.foldgrad.autodiff.kernel.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.foldgrad.autodiff.expr.Expr;

/**
 * Expressions as straight-line code: instructions in an order in which each follows its arguments, no value computed twice.
 *
 * @param nodes   the instructions; an argument is the position of an earlier one
 * @param results the positions of the expressions' values
 */
record Graph(List<Node> nodes, List<Integer> results) {
    /** The owner of an instruction that every element needs. */
    static final int ALWAYS = -1;
    private static final int UNUSED = -2;

    /** An instruction. {@code value} is the constant of CONST, the input's number of INPUT, the distance of SHL and SHR, the limit of USUALLY. */
    record Node(Op op, List<Integer> args, double value) {}

    static Graph of(List<Expr> outputs) {
        Builder builder = new Builder();
        List<Integer> results = outputs.stream().map(builder::expression).toList();
        return builder.build(results);
    }

    /** How many instructions other than constants and inputs there are. */
    int size() {
        return (int) nodes.stream().filter(n -> n.op() != Op.CONST && n.op() != Op.INPUT).count();
    }

    /** The values of the constants, in the order of the code. */
    double[] constants() {
        return nodes.stream().filter(n -> n.op() == Op.CONST).mapToDouble(Node::value).toArray();
    }

    boolean any(Predicate<Op> what) {
        return nodes.stream().anyMatch(n -> what.test(n.op()));
    }

    boolean all(Predicate<Op> what) {
        return nodes.stream().allMatch(n -> what.test(n.op()));
    }

    /**
     * For each instruction the USUALLY that computes it, because nothing else needs it but its third argument; {@link #ALWAYS} where there is none.
     */
    int[] owners() {
        int[] owners = new int[nodes.size()];
        Arrays.fill(owners, UNUSED);
        results.forEach(r -> owners[r] = ALWAYS);
        for (int user = owners.length - 1; user >= 0; user--) {
            List<Integer> args = nodes.get(user).args();
            for (int k = 0; k < args.size(); k++) {
                int owner = nodes.get(user).op() == Op.USUALLY && k == 2 ? user : owners[user];
                int arg = args.get(k);
                owners[arg] = owners[arg] == UNUSED || owners[arg] == owner ? owner : ALWAYS;
            }
        }
        return owners;
    }

    /** Numbers values: asking again for an instruction on the same arguments gives the same position. */
    static final class Builder {
        private final List<Node> nodes = new ArrayList<>();
        private final Map<Node, Integer> numbers = new HashMap<>();
        private final Map<Expr, Integer> expressions = new IdentityHashMap<>();

        int constant(double value) {
            return number(new Node(Op.CONST, List.of(), value));
        }

        int input(int index) {
            return number(new Node(Op.INPUT, List.of(), index));
        }

        int add(Op op, Integer... args) {
            if (op.commutes()) {
                Arrays.sort(args);
            }
            return number(new Node(op, List.of(args), 0));
        }

        int shift(Op op, int x, int distance) {
            return number(new Node(op, List.of(x), distance));
        }

        int usually(int x, double limit, int usual, int general) {
            return number(new Node(Op.USUALLY, List.of(x, usual, general), limit));
        }

        Graph build(List<Integer> results) {
            return new Graph(List.copyOf(nodes), List.copyOf(results));
        }

        int number(Node node) {
            return numbers.computeIfAbsent(node, n -> {
                nodes.add(n);
                return nodes.size() - 1;
            });
        }

        int expression(Expr e) {
            Integer known = expressions.get(e);
            if (known == null) {
                known = switch (e) {
                    case Expr.Const c -> constant(c.value());
                    case Expr.Var v -> input(v.index());
                    case Expr.Unary u -> add(Op.valueOf(u.f().name()), expression(u.x()));
                    case Expr.Binary b -> add(Op.valueOf(b.f().name()), expression(b.a()), expression(b.b()));
                    case Expr.Fma f -> add(Op.FMA, expression(f.a()), expression(f.b()), expression(f.c()));
                    case Expr.Select s -> add(Op.valueOf(s.relation().name()),
                        expression(s.a()), expression(s.b()), expression(s.then()), expression(s.otherwise()));
                };
                expressions.put(e, known);
            }
            return known;
        }
    }
}
