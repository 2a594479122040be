package org.foldgrad.autodiff;

import static org.foldgrad.autodiff.Gradients.grad;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TreesTest {
    private static final Tensor X = Tensor.of(1, 2);

    record Tree(Object part) {}

    record Layers(List<Tensor[]> layers, Tensor[][] grid, List<List<Tensor>> nested, Tree[] trees) {}

    /** The gradient of the sum of squares is 2 x in every leaf. */
    @Test
    void treesNestInEachOther() {
        Layers x = new Layers(List.of(new Tensor[] {X}, new Tensor[] {}), new Tensor[][] {{X}, {X, X}}, List.of(List.of(X), List.of()),
                new Tree[] {new Tree(X), new Tree("name")});
        assertEquals(6, Trees.leaves(x).length);
        Layers g = grad((Layers p) -> Arrays.stream(Trees.leaves(p)).map(t -> t.square().sum()).reduce(Tensor.scalar(0), Tensor::plus)).apply(x);
        Tensor[] all = {g.layers.get(0)[0], g.grid[0][0], g.grid[1][0], g.grid[1][1], g.nested.get(0).get(0), (Tensor) g.trees[0].part};
        for (Tensor t : all) {
            assertArrayEquals(new double[] {2, 4}, t.toArray());
        }
        assertEquals("name", g.trees[1].part);
    }

    record Settings(String name, double[] numbers, List<Object> choices, Map<String, Double> options, Object none) {}

    @Test
    void whatHoldsNoTensorsIsCarriedAlong() {
        Settings s = new Settings("a", new double[3], Arrays.asList("b", null, List.of(3)), Map.of("c", 4.0), null);
        Tree same = Trees.with(new Tree(s), new Tensor[0]);
        assertSame(s, same.part);
    }

    @Test
    void tensorsInAnythingElseAreRefused() {
        for (Object part : new Object[] {Map.of("w", X), Set.of(X), Optional.of(X), List.of(Map.of("w", List.of(X))), List.of(X, "name")}) {
            String message = assertThrows(AutodiffException.class, () -> Trees.leaves(new Tree(part))).getMessage();
            assertTrue(message.startsWith("a parameter tree holds a java."), message);
        }
    }

    @Test
    void asManyTensorsAreWantedAsThereAre() {
        for (Tensor[] leaves : new Tensor[][] {{}, {X}, {X, X, X}}) {
            String message = assertThrows(AutodiffException.class, () -> Trees.with(List.of(X, X), leaves)).getMessage();
            assertTrue(message.contains("a parameter tree of 2 tensors") && message.contains("with " + leaves.length), message);
        }
    }

    record Declared(ArrayList<Tensor> list) {}

    record Positive(Tensor x) {
        Positive {
            if (x.get(0) < 0) {
                throw new IllegalArgumentException("x must not be negative");
            }
        }
    }

    @Test
    void aRecordThatCannotBeMadeSaysWhy() {
        String message = assertThrows(AutodiffException.class, () -> Trees.with(new Declared(new ArrayList<>(List.of(X))), new Tensor[] {X})).getMessage();
        assertTrue(message.contains("which makes a List of a list"), message);
        AutodiffException e = assertThrows(AutodiffException.class, () -> grad((Positive p) -> p.x.sum().negate()).apply(new Positive(X)));
        assertTrue(e.getMessage().contains("x must not be negative") && !e.getMessage().contains("open its package"), e.getMessage());
    }
}
