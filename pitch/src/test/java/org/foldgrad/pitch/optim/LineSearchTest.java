package org.foldgrad.pitch.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LineSearchTest {
    /** From 0 along a line on which the loss and its slope are these. */
    private static double search(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        LineSearch search = new LineSearch(x -> new LineSearch.Point(x, value.applyAsDouble(x[0]), new double[] {slope.applyAsDouble(x[0])}));
        return search.along(search.evaluate(new double[1]), new double[] {1}, 1).x()[0];
    }

    @Test
    void turnsBackWhereAStepIsHigherThanTheOneBefore() {
        double found = search(t -> t <= 1 ? -t : t < 2 ? -1.5 : t == 2 ? -0.9 : -100, t -> t <= 1 ? -1 : t == 2 ? -3 : -0.1);
        assertTrue(found > 1 && found < 2, "found " + found);
    }

    @Test
    void goesAsFarAsItMayWhereThereIsNoEnd() {
        assertEquals(Math.pow(2, 29), search(t -> -t * (1 + t), t -> -1 - 2 * t));
    }
}
