package org.foldgrad.autodiff.kernel.dense;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Scratch;
import org.foldgrad.autodiff.kernel.emit.Lane;

/**
 * Panels in register tiles. Twelve rows of two vectors keep 24 chains of multiply-adds going, and leave five of the 32 registers that processors
 * with 512-bit vectors have to what is loaded for them: with less HotSpot keeps a sum in memory, and the loop takes half as long again. Others
 * may have 16 registers: there a tile is six rows high. The last rows are in tiles of four. Where there are no rows to share the loads of b, a
 * tile is one row of eight vectors.
 */
final class PanelVectorLoops<A> implements PanelLoops<A> {
    /** Rows of a tall tile, or of two. */
    static final int HEIGHT = 12;
    /** Rows of a tile for the last rows. */
    private static final int LOW = 4;
    private static final Map<Key, PanelVectorLoops<?>> MADE = new ConcurrentHashMap<>();

    private final PackLoops<A> packs;
    private final Tiles<A> tall;
    private final Tiles<A> low;
    private final Tiles<A> flat;
    private final Slides<A> slides;
    private final Slides<A> shortSlides;
    private final Dot<A> dot;

    private record Key(Lane lane, int bits) {}

    /** Tiles of as many rows; the narrow ones are for the last columns. */
    private record Tiles<A>(int rows, int wide, Tile<A> wideTile, int narrow, Tile<A> narrowTile) {
        static <A> Tiles<A> of(Lane lane, int bits, int rows, int wide, int narrow) {
            int lanes = bits / lane.bits;
            return new Tiles<>(rows, wide * lanes, TileLoop.tile(lane, bits, rows, wide), narrow * lanes, TileLoop.tile(lane, bits, rows, narrow));
        }
    }

    private PanelVectorLoops(Lane lane, int bits, PackLoops<A> packs) {
        this.packs = packs;
        this.tall = Tiles.of(lane, bits, bits == 512 ? HEIGHT : HEIGHT / 2, 2, 1);
        this.low = Tiles.of(lane, bits, LOW, 2, 1);
        this.flat = Tiles.of(lane, bits, 1, 8, 4);
        this.slides = new Slides<>(lane, bits, Slide.SHARING);
        this.shortSlides = new Slides<>(lane, bits, 1);
        this.dot = DotLoop.dot(lane, bits);
    }

    @SuppressWarnings("unchecked") // the key holds the lane, which is the type of the array
    static <A> PanelVectorLoops<A> of(A array, Backend backend) {
        return (PanelVectorLoops<A>) MADE.computeIfAbsent(new Key(Lane.of(array), backend.bits),
            key -> new PanelVectorLoops<>(key.lane, key.bits, PackLoops.of(array)));
    }

    /** What products of so few columns use that tiles would be mostly empty. */
    Dot<A> dot() {
        return dot;
    }

    /** Columns of a wide tile of several rows. */
    int width() {
        return tall.wide;
    }

    @Override
    public void addProduct(int rows, int columns, int count, A a, int aOffset, int aStride, A b, int[] base, int bOffset,
            A c, int cOffset, int cStride) {
        if (rows < FEW) {
            for (int r = 0; r < rows; r++) {
                addRow(columns, count, a, aOffset + r * aStride, b, base, bOffset, c, cOffset + r * cStride);
            }
            return;
        }
        Matrix<A> sums = new Matrix<>(c, cOffset, rows, columns, cStride, 1);
        A packed = Scratch.take(a, packedSize(rows));
        for (int j = 0; j < count; j += Tile.DEPTH) {
            int depth = Math.min(Tile.DEPTH, count - j);
            packRows(new Matrix<>(a, aOffset + j, rows, depth, aStride, 1), packed);
            addPacked(j, j + depth, packed, b, base, bOffset, sums, sums);
        }
        Scratch.pool().giveBack(packed);
    }

    private void addRow(int columns, int count, A a, int aOffset, A b, int[] base, int bOffset, A c, int cOffset) {
        Matrix<A> sums = new Matrix<>(c, cOffset, 1, columns, 0, 1);
        int done = 0;
        for (int j = 0; j < count;) {
            int run = PanelLoops.slide(base, j, count);
            if (run >= Slide.DISTANCE) {
                addTiles(flat, flat, done, j, a, aOffset, b, base, bOffset, sums, sums);
                boolean whole = run == Slide.TAPS;
                (whole ? slides : shortSlides).addProduct(columns, whole ? Slide.DISTANCE : run, a, aOffset + j, b, bOffset + base[j], c, cOffset);
                done = j + run;
            }
            j += run;
        }
        addTiles(flat, flat, done, count, a, aOffset, b, base, bOffset, sums, sums);
    }

    /** Elements that {@code rows} rows of weights take, with those that a last tile reads in vain. */
    static int packedSize(int rows) {
        return (rows + LOW - 1) * Tile.APART;
    }

    /** Copies weights, at most {@code Tile.DEPTH} columns, to where tiles look for them. */
    void packRows(Matrix<A> a, A packed) {
        packs.pack(a, packed, 0, Tile.APART, 1);
    }

    /** {@code c = start +} the product over the j from {@code from} to {@code to}, whose weights are packed; {@code start} may be c, or have rows of stride 0. */
    void addPacked(int from, int to, A packed, A b, int[] base, int bOffset, Matrix<A> start, Matrix<A> c) {
        addTiles(tall, low, from, to, packed, -from, b, base, bOffset, start, c);
    }

    /** The last rows are in tiles as wide as the first ones but lower. */
    private void addTiles(Tiles<A> first, Tiles<A> last, int from, int to, A a, int aOffset, A b, int[] base, int bOffset, Matrix<A> start,
            Matrix<A> c) {
        if (from == to) {
            return;
        }
        int rows = c.rows();
        int columns = c.cols();
        A edge = Scratch.take(a, first.rows * first.wide);
        for (int i = 0; i < columns;) {
            boolean wide = i + first.wide <= columns;
            int width = wide ? first.wide : Math.min(first.narrow, columns - i);
            for (int r = 0; r < rows;) {
                Tiles<A> tiles = r + first.rows <= rows ? first : last;
                Tile<A> tile = wide ? tiles.wideTile : tiles.narrowTile;
                int height = Math.min(tiles.rows, rows - r);
                int in = start.offset() + i + r * start.rowStride();
                int out = c.offset() + i + r * c.rowStride();
                if (height == tiles.rows && (wide || width == tiles.narrow)) {
                    tile.addProduct(from, to, a, aOffset + r * Tile.APART, b, base, bOffset + i, start.data(), in, start.rowStride(),
                            c.data(), out, c.rowStride());
                } else {
                    copy(height, width, start.data(), in, start.rowStride(), edge, 0, tiles.wide);
                    tile.addProduct(from, to, a, aOffset + r * Tile.APART, b, base, bOffset + i, edge, 0, tiles.wide, edge, 0, tiles.wide);
                    copy(height, width, edge, 0, tiles.wide, c.data(), out, c.rowStride());
                }
                r += height;
            }
            i += width;
        }
        Scratch.pool().giveBack(edge);
    }

    /** The part of a tile that belongs to c. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays both
    private static void copy(int rows, int columns, Object x, int from, int xStride, Object y, int to, int yStride) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(x, from + r * xStride, y, to + r * yStride, columns);
        }
    }
}
