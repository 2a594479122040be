package org.foldgrad.docs;

import java.util.ArrayList;
import java.util.List;

/** Reverse-mode differentiation of numbers, whole: what docs/autodiff/tape.md explains. */
final class MiniTape {
    // begin: node
    /** One operation: which earlier values it read, and its slope by each of them. */
    private record Node(int[] inputs, double[] slopes) {}

    private final List<Node> nodes = new ArrayList<>();

    /** A number to differentiate by. */
    Var variable(double value) {
        return new Var(value, new int[0], new double[0]);
    }

    /** A number that remembers where on the tape it was computed. */
    final class Var {
        final double value;
        private final int index;

        private Var(double value, int[] inputs, double[] slopes) {
            this.value = value;
            this.index = nodes.size();
            nodes.add(new Node(inputs, slopes));
        }
        // end: node

        // begin: operations
        Var plus(Var b) {
            return binary(value + b.value, b, 1, 1);
        }

        Var minus(Var b) {
            return binary(value - b.value, b, 1, -1);
        }

        Var times(Var b) {
            return binary(value * b.value, b, b.value, value);
        }

        Var tanh() {
            double y = Math.tanh(value);
            return unary(y, 1 - y * y);
        }

        Var exp() {
            double y = Math.exp(value);
            return unary(y, y);
        }

        private Var unary(double y, double slope) {
            return new Var(y, new int[] {index}, new double[] {slope});
        }

        private Var binary(double y, Var b, double slopeThis, double slopeB) {
            return new Var(y, new int[] {index, b.index}, new double[] {slopeThis, slopeB});
        }
        // end: operations
    }

    // begin: sweep
    /** d y / d (every value on the tape), by the chain rule from the end. */
    double[] gradient(Var y) {
        double[] cotangent = new double[nodes.size()];
        cotangent[y.index] = 1;
        for (int k = y.index; k >= 0; k--) {
            Node node = nodes.get(k);
            for (int i = 0; i < node.inputs.length; i++) {
                cotangent[node.inputs[i]] += cotangent[k] * node.slopes[i];
            }
        }
        return cotangent;
    }

    /** d y / d x. */
    double gradient(Var y, Var x) {
        return gradient(y)[x.index];
    }
    // end: sweep
}
