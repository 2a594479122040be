package org.foldgrad.autodiff.kernel.dense;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.foldgrad.autodiff.kernel.emit.Emit;
import org.foldgrad.autodiff.kernel.emit.Lane;
import org.foldgrad.autodiff.kernel.emit.VectorCode;

/** Emits a {@link Slide} over a row of c that is held in vector registers, as straight-line code like {@link TileLoop}. */
final class SlideLoop {
    private static final int FROM = 1;
    private static final int TO = 2;
    private static final int A = 3;
    private static final int A_OFFSET = 4;
    private static final int B = 5;
    private static final int B_OFFSET = 6;
    private static final int C = 7;
    private static final int C_OFFSET = 8;
    private static final MethodTypeDesc ADD_PRODUCT = MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_Object, CD_int, CD_Object, CD_int, CD_Object,
            CD_int);

    private final CodeBuilder code;
    private final VectorCode vectors;
    private final int distance;
    private final int[] sums;
    private final int[] weights;

    private SlideLoop(CodeBuilder code, Lane lane, int bits, int width, int sharing) {
        this.code = code;
        this.vectors = new VectorCode(code, lane, bits);
        this.distance = Slide.DISTANCE * lane.bits / bits;
        this.sums = new int[width];
        this.weights = new int[sharing];
    }

    /** A slide over {@code width} vectors, in which {@code sharing} taps share each load. */
    @SuppressWarnings("unchecked") // the emitted class casts its arrays itself
    static <A> Slide<A> slide(Lane lane, int bits, int width, int sharing) {
        return Emit.define(MethodHandles.lookup(), Slide.class, "addProduct", ADD_PRODUCT,
            code -> new SlideLoop(code, lane, bits, width, sharing).emit());
    }

    private void emit() {
        vectors.castArrays(A, B, C);
        for (int v = 0; v < sums.length; v++) {
            sums[v] = vectors.newVector();
            vectors.load(C, C_OFFSET, v);
            code.astore(sums[v]);
        }
        for (int m = 0; m < weights.length; m++) {
            weights[m] = vectors.newVector();
        }
        int phase = vectors.newInt();
        int at = vectors.newInt();
        int x = vectors.newVector();
        vectors.forFrom(phase, FROM, TO, () -> {
            for (int m = 0; m < weights.length; m++) {
                int tap = m * Slide.DISTANCE;
                vectors.broadcast(A, () -> code.iload(A_OFFSET).iload(phase).iadd().loadConstant(tap).iadd());
                code.astore(weights[m]);
            }
            code.iload(B_OFFSET).iload(phase).iadd().istore(at);
            for (int s = 0; s < sums.length + (weights.length - 1) * distance; s++) {
                vectors.load(B, at, s);
                code.astore(x);
                addTo(s, x);
            }
        });
        for (int v = 0; v < sums.length; v++) {
            code.aload(sums[v]);
            vectors.store(C, C_OFFSET, v);
        }
        code.return_();
    }

    /** Adds vector {@code s} of b, in x, to every sum that has a tap there; any sum meets its taps in ascending order. */
    private void addTo(int s, int x) {
        for (int m = 0; m < weights.length; m++) {
            int v = s - m * distance;
            if (v >= 0 && v < sums.length) {
                code.aload(weights[m]).aload(x).aload(sums[v]);
                vectors.fma();
                code.astore(sums[v]);
            }
        }
    }
}
