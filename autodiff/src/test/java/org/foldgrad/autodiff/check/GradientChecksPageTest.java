package org.foldgrad.autodiff.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.foldgrad.autodiff.DType;
import org.foldgrad.autodiff.Elementwise;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.docs.Page;
import org.junit.jupiter.api.Test;

/** docs/gradient-checks.md: what is checked of each operation, and the mistakes that the checks are shown to find. */
class GradientChecksPageTest {
    @Test
    void thePageIsUpToDate() throws Exception {
        Map<String, String> operations = Case.all().stream().collect(Collectors.groupingBy(GradientChecksPageTest::properties, LinkedHashMap::new,
            Collectors.mapping(Case::name, Collectors.joining(", "))));
        String cases = operations.entrySet().stream().map(group -> "| " + group.getKey() + " | " + group.getValue() + " |\n").collect(Collectors.joining());
        String mutants = Mutant.all().stream().map(m -> "| " + m.mistake() + " | " + MutationTest.finder(m) + " |\n").collect(Collectors.joining());
        Page.whole("gradient-checks.md", """
                # Gradient checks

                Every operation is put to the test by property: numbers are drawn, and the Taylor remainder along a random direction must fall as the
                square of the step (`GradientCheck` tells how a verdict is reached). The suite runs alone with

                    mvn -pl autodiff -am test -Dgroups=gradcheck

                with at least 1000 tries of each property, and prints how often each verdict was met. No try may be WRONG or JUMP, and a quarter of
                them at least must be decided (CORRECT, or KINK with a subgradient in every element).

                | properties | operations |
                |---|---|
                """ + cases + """

                ## Mistakes that are found

                A check that cannot fail is worth nothing. These operations have the right value and a wrong gradient; each is found, by the mode named.

                | mistake | found by |
                |---|---|
                """ + mutants);
    }

    @Test
    void aNewOperationIsCheckedWithoutAnotherEdit() {
        Case mine = Case.of(Elementwise.binary("mine", (a, b) -> Expr.tanh(a.times(b))));
        double[] data = {0.3, -1.2, 0.7, 1.9, 0.1, -0.4};
        assertEquals(Verdict.CORRECT, GradientCheck.of(mine.f()).at(mine.inputs(data, DType.F64, 0)).verdict());
        assertEquals("first order f64, first order f32, second order, scalar operands, bitwise repeatable", properties(mine));
    }

    private static String properties(Case c) {
        return "first order f64, first order f32" + (c.twice() ? ", second order" : "") + (c.shapes() == null && c.arity() > 1 ? ", scalar operands" : "")
                + ", bitwise repeatable";
    }
}
