package org.foldgrad.autodiff.kernel.dense;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import org.foldgrad.autodiff.kernel.emit.Emit;
import org.foldgrad.autodiff.kernel.emit.Lane;
import org.foldgrad.autodiff.kernel.emit.Program;
import org.foldgrad.autodiff.kernel.emit.VectorCode;

/**
 * Emits a {@link Dot} with a row's 32 partial sums in vectors, each in a local variable. Its last elements are read under masks, one vector after the other in
 * a loop that passes the sums round: they end up turned, which the tree of the final sum does not tell from what it was. Code for each of the vectors would be
 * longer than HotSpot's first compiler takes ("out of virtual registers"), and what that gives up on may never reach the second.
 */
final class DotLoop {
    private static final int ROWS = 1;
    private static final int N = 2;
    private static final int A = 3;
    private static final int FROM = 4;
    private static final int STRIDE = 5;
    private static final int B = 6;
    private static final int OFFSET = 7;
    private static final int C = 8;
    private static final int TO = 9;
    private static final int STEP = 10;
    private static final MethodTypeDesc ADD_DOTS = MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_Object,
            CD_int, CD_int);

    private final CodeBuilder code;
    private final Lane lane;
    private final VectorCode vectors;
    private final int lanes;
    private final int[] sums;

    private DotLoop(CodeBuilder code, Lane lane, int bits) {
        this.code = code;
        this.lane = lane;
        this.vectors = new VectorCode(code, lane, bits);
        this.lanes = bits / lane.bits;
        this.sums = new int[Program.PARTIALS / lanes];
    }

    @SuppressWarnings("unchecked") // the emitted class casts its arrays itself
    static <A> Dot<A> dot(Lane lane, int bits) {
        return Emit.define(MethodHandles.lookup(), Dot.class, "addDots", ADD_DOTS, code -> new DotLoop(code, lane, bits).emit());
    }

    private void emit() {
        vectors.castArrays(A, B, C);
        for (int v = 0; v < sums.length; v++) {
            sums[v] = vectors.newVector();
        }
        int first = vectors.newInt();
        int row = vectors.newInt();
        int k = vectors.newInt();
        code.iconst_0().istore(first);
        vectors.forFrom(row, first, ROWS, () -> {
            row(k);
            code.aload(C).iload(TO).dup2().arrayLoad(lane.kind);
            vectors.sum(sums);
            vectors.addNumbers();
            code.arrayStore(lane.kind);
            code.iload(FROM).iload(STRIDE).iadd().istore(FROM);
            code.iload(TO).iload(STEP).iadd().istore(TO);
        });
        code.return_();
    }

    private void row(int k) {
        for (int sum : sums) {
            vectors.zero();
            code.astore(sum);
        }
        int p = vectors.newInt();
        int q = vectors.newInt();
        Label top = code.newLabel();
        Label rest = code.newLabel();
        Label end = code.newLabel();
        code.iconst_0().istore(k).labelBinding(top);
        code.iload(FROM).iload(k).iadd().istore(p).iload(OFFSET).iload(k).iadd().istore(q);
        code.iload(k).iload(N).loadConstant(Program.PARTIALS).isub().if_icmpgt(rest);
        for (int v = 0; v < sums.length; v++) {
            vectors.load(A, p, v);
            vectors.load(B, q, v);
            code.aload(sums[v]);
            vectors.fma();
            code.astore(sums[v]);
        }
        code.iinc(k, Program.PARTIALS).goto_(top).labelBinding(rest);
        int mask = vectors.newVector();
        int next = vectors.newVector();
        code.iload(k).iload(N).if_icmpge(end).iload(N).iload(k).isub();
        vectors.firstLanes();
        code.astore(mask);
        vectors.load(A, p, 0, mask);
        vectors.load(B, q, 0, mask);
        code.aload(sums[0]);
        vectors.fma();
        code.astore(next);
        for (int v = 1; v < sums.length; v++) {
            code.aload(sums[v]).astore(sums[v - 1]);
        }
        code.aload(next).astore(sums[sums.length - 1]);
        code.iinc(k, lanes).iinc(p, lanes).iinc(q, lanes).goto_(rest);
        code.labelBinding(end);
    }
}
