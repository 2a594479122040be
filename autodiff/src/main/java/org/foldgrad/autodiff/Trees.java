package org.foldgrad.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Parameter trees: a tensor, an array or list of trees, or a record whose components are trees. Other record components (numbers, names,
 * settings) are carried along unchanged.
 */
public final class Trees {
    private Trees() {}

    /** The tensors of {@code tree}, in order. */
    public static Tensor[] leaves(Object tree) {
        List<Tensor> leaves = new ArrayList<>();
        map(tree, t -> {
            leaves.add(t);
            return t;
        });
        return leaves.toArray(new Tensor[0]);
    }

    /** A tree of {@code like}'s structure with the given tensors. */
    @SuppressWarnings("unchecked")
    public static <P> P with(P like, Tensor[] leaves) {
        Iterator<Tensor> next = Arrays.asList(leaves).iterator();
        return (P) map(like, t -> next.next());
    }

    private static Object map(Object tree, UnaryOperator<Tensor> f) {
        return switch (tree) {
            case Tensor t -> f.apply(t);
            case Tensor[] a -> Arrays.stream(a).map(f).toArray(Tensor[]::new);
            case List<?> list -> list.stream().map(element -> map(element, f)).toList();
            case Record r -> rebuilt(r, f);
            case null -> throw new AutodiffException("a parameter tree holds null where a tensor was expected");
            default -> throw new AutodiffException("a parameter tree holds a " + tree.getClass().getName()
                    + "; trees are made of tensors, arrays and lists of them, and records");
        };
    }

    private static Object rebuilt(Record r, UnaryOperator<Tensor> f) {
        RecordType type = RecordType.of(r);
        Object[] values = type.values(r);
        for (int i = 0; i < values.length; i++) {
            if (isTree(values[i])) {
                values[i] = map(values[i], f);
            }
        }
        return type.make(values);
    }

    private static boolean isTree(Object value) {
        return value instanceof Tensor || value instanceof Tensor[] || value instanceof Record
                || value instanceof List<?> list && list.stream().allMatch(e -> e instanceof Tensor || e instanceof Record);
    }
}
