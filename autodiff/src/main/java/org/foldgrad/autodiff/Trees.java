package org.foldgrad.autodiff;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Parameter trees: a tensor, an array or list of trees, or a record whose components are trees. Record components without tensors (numbers,
 * names, settings) are carried along unchanged; one with tensors in anything else, a map say, is refused.
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

    /**
     * A tree of {@code like}'s structure with the given tensors.
     *
     * @throws AutodiffException if they are not as many as it has
     */
    @SuppressWarnings("unchecked")
    public static <P> P with(P like, Tensor[] leaves) {
        int[] used = {0};
        P tree = (P) map(like, t -> used[0]++ < leaves.length ? leaves[used[0] - 1] : t);
        if (used[0] != leaves.length) {
            throw new AutodiffException("a parameter tree of " + used[0] + " tensors cannot be made with " + leaves.length + "; one for each is expected");
        }
        return tree;
    }

    private static Object map(Object tree, UnaryOperator<Tensor> f) {
        return switch (tree) {
            case Tensor t -> f.apply(t);
            case Object[] a -> Arrays.stream(a).map(element -> map(element, f))
                .toArray(n -> (Object[]) Array.newInstance(a.getClass().getComponentType(), n));
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
            if (holdsTensors(values[i])) {
                values[i] = map(values[i], f);
            }
        }
        return type.make(values);
    }

    /** Whether there are tensors in {@code value}, be it a tree or something that no tree can be made of. */
    private static boolean holdsTensors(Object value) {
        return switch (value) {
            case Tensor t -> true;
            case Object[] a -> Arrays.stream(a).anyMatch(Trees::holdsTensors);
            case Collection<?> c -> c.stream().anyMatch(Trees::holdsTensors);
            case Map<?, ?> m -> holdsTensors(m.values());
            case Optional<?> o -> holdsTensors(o.orElse(null));
            case Record r -> holdsTensors(RecordType.of(r).values(r));
            case null, default -> false;
        };
    }
}
