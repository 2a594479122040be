package org.foldgrad.autodiff.expr;

import java.util.Random;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Operator;
import org.foldgrad.autodiff.expr.Expr.Relation;
import org.foldgrad.autodiff.expr.Expr.Select;
import org.foldgrad.autodiff.expr.Expr.Unary;

/** Random expressions for property tests. */
public final class Exprs {
    private static final Function[] EXACT_FUNCTIONS = {Function.NEG, Function.ABS, Function.SQRT, Function.FLOOR, Function.CEIL, Function.RINT};
    private static final Operator[] EXACT_OPERATORS = {Operator.ADD, Operator.SUB, Operator.MUL, Operator.DIV, Operator.MIN, Operator.MAX};

    private static final Function[] INLINED_FUNCTIONS = {Function.EXP, Function.EXPM1, Function.LOG, Function.LOG1P, Function.SIN, Function.COS, Function.SINH,
        Function.COSH, Function.TANH};

    private Exprs() {}

    /** An elementary function of an exact expression of an elementary function of an exact expression: all that is inlined into loops. */
    public static Expr inlined(Random random, int inputs) {
        Expr inner = new Unary(INLINED_FUNCTIONS[random.nextInt(INLINED_FUNCTIONS.length)], exact(random, inputs, 1));
        Expr argument = new Binary(EXACT_OPERATORS[random.nextInt(EXACT_OPERATORS.length)], inner, exact(random, inputs, 2));
        return new Unary(INLINED_FUNCTIONS[random.nextInt(INLINED_FUNCTIONS.length)], argument);
    }

    /** A tree of correctly rounded operations over {@code inputs} inputs, at most {@code depth} deep. */
    public static Expr exact(Random random, int inputs, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return random.nextInt(4) == 0 ? Expr.constant(random.nextInt(-4, 5) / 2.0) : Expr.input(random.nextInt(inputs));
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Unary(EXACT_FUNCTIONS[random.nextInt(EXACT_FUNCTIONS.length)], exact(random, inputs, depth - 1));
            case 2 -> Expr.fma(exact(random, inputs, depth - 1), exact(random, inputs, depth - 1), exact(random, inputs, depth - 1));
            case 3 -> new Select(Relation.values()[random.nextInt(4)], exact(random, inputs, depth - 1), exact(random, inputs, depth - 1),
                exact(random, inputs, depth - 1), exact(random, inputs, depth - 1));
            default -> new Binary(EXACT_OPERATORS[random.nextInt(EXACT_OPERATORS.length)],
                exact(random, inputs, depth - 1), exact(random, inputs, depth - 1));
        };
    }
}
