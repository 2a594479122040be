package org.foldgrad.autodiff.kernel.dense;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.IntConsumer;
import org.foldgrad.autodiff.kernel.emit.Emit;
import org.foldgrad.autodiff.kernel.emit.Lane;
import org.foldgrad.autodiff.kernel.emit.VectorCode;

/**
 * Emits a {@link Tile} as straight-line code, with every vector of c in a local variable of its own: HotSpot keeps locals in registers,
 * but not the elements of an array of vectors.
 */
final class TileLoop {
    private static final int FROM = 1;
    private static final int TO = 2;
    private static final int A = 3;
    private static final int A_OFFSET = 4;
    private static final int B = 5;
    private static final int BASE = 6;
    private static final int B_OFFSET = 7;
    private static final int START = 8;
    private static final int START_OFFSET = 9;
    private static final int START_STRIDE = 10;
    private static final int C = 11;
    private static final int C_OFFSET = 12;
    private static final int C_STRIDE = 13;
    private static final MethodTypeDesc ADD_PRODUCT = MethodTypeDesc.of(CD_void, CD_int, CD_int, CD_Object, CD_int, CD_Object,
            CD_int.arrayType(), CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int, CD_int);

    private final CodeBuilder code;
    private final VectorCode vectors;
    private final int rows;
    private final int width;
    private final int[] sums;
    private final int[] row;

    private TileLoop(CodeBuilder code, Lane lane, int bits, int rows, int width) {
        this.code = code;
        this.vectors = new VectorCode(code, lane, bits);
        this.rows = rows;
        this.width = width;
        this.sums = new int[rows * width];
        this.row = new int[width];
    }

    /** A tile of {@code rows} rows of {@code width} vectors. */
    @SuppressWarnings("unchecked") // the emitted class casts its arrays itself
    static <A> Tile<A> tile(Lane lane, int bits, int rows, int width) {
        return Emit.define(MethodHandles.lookup(), Tile.class, "addProduct", ADD_PRODUCT, code -> new TileLoop(code, lane, bits, rows, width).emit());
    }

    private void emit() {
        vectors.castArrays(A, B, START, C);
        int at = vectors.newInt();
        forSums(at, START_OFFSET, START_STRIDE, s -> {
            sums[s] = vectors.newVector();
            vectors.load(START, at, s % width);
            code.astore(sums[s]);
        });
        for (int v = 0; v < width; v++) {
            row[v] = vectors.newVector();
        }
        int j = vectors.newInt();
        int x = vectors.newVector();
        vectors.forFrom(j, FROM, TO, () -> {
            code.iload(B_OFFSET).aload(BASE).iload(j).iaload().iadd().istore(at);
            for (int v = 0; v < width; v++) {
                vectors.load(B, at, v);
                code.astore(row[v]);
            }
            for (int r = 0; r < rows; r++) {
                addRow(r, j, x);
            }
        });
        forSums(at, C_OFFSET, C_STRIDE, s -> {
            code.aload(sums[s]);
            vectors.store(C, at, s % width);
        });
        code.return_();
    }

    private void addRow(int r, int j, int x) {
        vectors.broadcast(A, () -> code.iload(A_OFFSET).iload(j).iadd().loadConstant(r * Tile.APART).iadd());
        code.astore(x);
        for (int v = 0; v < width; v++) {
            int sum = sums[r * width + v];
            code.aload(x).aload(row[v]).aload(sum);
            vectors.fma();
            code.astore(sum);
        }
    }

    /** Emits what is to be done for each vector of the tile, with {@code at} at the start of its row. */
    private void forSums(int at, int offset, int stride, IntConsumer each) {
        code.iload(offset).istore(at);
        for (int s = 0; s < sums.length; s++) {
            each.accept(s);
            if (s % width == width - 1) {
                code.iload(at).iload(stride).iadd().istore(at);
            }
        }
    }
}
