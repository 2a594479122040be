package org.foldgrad.autodiff.kernel.emit;

/** The instructions of a {@link Graph}. Their arguments and results are numbers of one lane type. */
enum Op {
    CONST, INPUT,
    // Exact: one correctly rounded IEEE 754 operation, bitwise equal on every backend.
    NEG, ABS, SQRT, FLOOR, CEIL, RINT, ADD, SUB, MUL, DIV, MIN, MAX, FMA,
    // On the bits of a number; a shift's distance is the node's value.
    AND, OR, XOR, SHL, SHR,
    /** {@code a relation b ? then : otherwise}. */
    LT, LE, EQ, NE,
    /** {@code sin} or {@code cos} of the first argument where it is too large for the loop's own method, else the second argument. */
    SIN_OR, COS_OR,
    /**
     * In vector loops: the second argument, or where the first is of the node's value or more in magnitude the third, which is computed only for
     * vectors that hold such an element, and for these in every lane: where the second counts they must agree to the bit.
     */
    USUALLY,
    // Replaced by the above before emission, see Lower.
    EXP, EXPM1, LOG, LOG1P, SIN, COS, SINH, COSH, TANH,
    // The library's: java.lang.Math in a scalar loop, VectorOperators of the same name in a vector loop.
    CBRT, LOG10, TAN, ASIN, ACOS, ATAN, POW, ATAN2, HYPOT;

    /** Whether the order of the two arguments is without effect. */
    boolean commutes() {
        return switch (this) {
            case ADD, MUL, MIN, MAX, AND, OR, XOR -> true;
            default -> false;
        };
    }

    /** Whether this works on the bits of numbers. */
    boolean isBitwise() {
        return compareTo(AND) >= 0 && compareTo(SHR) <= 0;
    }

    /** Whether this chooses between its third and fourth argument. */
    boolean isSelect() {
        return compareTo(LT) >= 0 && compareTo(NE) <= 0;
    }

    /** Whether HotSpot vectorises this by itself in a plain loop. */
    boolean isPlain() {
        return compareTo(FMA) <= 0;
    }

    /** Whether this is a function that takes many instructions, spelt out or in a library. */
    boolean isElementary() {
        return compareTo(EXP) >= 0;
    }

    /** Whether this is computed by a mathematical library of the JDK. */
    boolean isLibrary() {
        return compareTo(CBRT) >= 0;
    }
}
