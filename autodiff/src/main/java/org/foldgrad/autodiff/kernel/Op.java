package org.foldgrad.autodiff.kernel;

/** The instructions of a {@link Graph}. Their arguments and results are numbers of one lane type. */
enum Op {
    CONST, INPUT,
    // Exact: one correctly rounded IEEE 754 operation, bitwise equal on every backend.
    NEG, ABS, SQRT, FLOOR, CEIL, RINT, ADD, SUB, MUL, DIV, MIN, MAX, FMA, COPYSIGN,
    /** {@code a relation b ? then : otherwise}. */
    LT, LE, EQ, NE,
    // The library's: java.lang.Math in a scalar loop, VectorOperators of the same name in a vector loop.
    CBRT, EXP, EXPM1, LOG, LOG10, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, POW, ATAN2, HYPOT;

    /** Whether the order of the two arguments is without effect. */
    boolean commutes() {
        return this == ADD || this == MUL || this == MIN || this == MAX;
    }

    /** Whether this chooses between its third and fourth argument. */
    boolean isSelect() {
        return compareTo(LT) >= 0 && compareTo(NE) <= 0;
    }

    /** Whether this is computed by a mathematical library of the JDK. */
    boolean isLibrary() {
        return compareTo(CBRT) >= 0;
    }
}
