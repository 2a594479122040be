package org.foldgrad.autodiff.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Panels in register tiles. Six rows of four vectors keep 24 chains of multiply-adds going, and load ten vectors for 24 multiply-adds; with
 * four vectors of b and one of a they fit the 32 registers that processors with 512-bit vectors have. Others may have 16: there a tile is two
 * vectors wide. Where there are no rows to share the loads of b, a tile is one row of eight vectors.
 */
final class PanelVectorLoops<A> implements PanelLoops<A> {
    /** Rows of a tall tile. */
    static final int HEIGHT = 6;
    private static final Map<Key, PanelVectorLoops<?>> MADE = new ConcurrentHashMap<>();

    private final Lane lane;
    private final PackLoops<A> packs;
    private final Tiles<A> tall;
    private final Tiles<A> flat;
    private final Slides<A> slides;
    private final Slides<A> shortSlides;

    private record Key(Lane lane, int bits) {}

    /** Tiles of as many rows; the narrow ones are for the last columns. */
    private record Tiles<A>(int rows, int wide, Tile<A> wideTile, int narrow, Tile<A> narrowTile) {
        static <A> Tiles<A> of(Lane lane, int bits, int rows, int wide, int narrow) {
            int lanes = bits / lane.bits;
            return new Tiles<>(rows, wide * lanes, TileLoop.tile(lane, bits, rows, wide), narrow * lanes, TileLoop.tile(lane, bits, rows, narrow));
        }
    }

    private PanelVectorLoops(Lane lane, int bits, PackLoops<A> packs) {
        this.lane = lane;
        this.packs = packs;
        this.tall = Tiles.of(lane, bits, HEIGHT, bits == 512 ? 4 : 2, 1);
        this.flat = Tiles.of(lane, bits, 1, 8, 4);
        this.slides = new Slides<>(lane, bits, Slide.SHARING);
        this.shortSlides = new Slides<>(lane, bits, 1);
    }

    @SuppressWarnings("unchecked") // the key holds the lane, which is the type of the array
    static <A> PanelVectorLoops<A> of(A array, Backend backend) {
        return (PanelVectorLoops<A>) MADE.computeIfAbsent(new Key(Lane.of(array), backend.bits),
            key -> new PanelVectorLoops<>(key.lane, key.bits, PackLoops.of(array)));
    }

    Lane lane() {
        return lane;
    }

    /** Columns of a wide tall tile. */
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
        A panels = Scratch.take(lane, (rows + HEIGHT - 1) / HEIGHT * HEIGHT * count);
        packRows(new Matrix<>(a, aOffset, rows, count, aStride, 1), panels);
        addPacked(rows, columns, count, panels, b, base, bOffset, c, cOffset, cStride);
        Scratch.pool().giveBack(panels);
    }

    private void addRow(int columns, int count, A a, int aOffset, A b, int[] base, int bOffset, A c, int cOffset) {
        int done = 0;
        for (int j = 0; j < count;) {
            int run = PanelLoops.slide(base, j, count);
            if (run >= Slide.DISTANCE) {
                addTiles(flat, 1, columns, done, j, a, aOffset, 0, b, base, bOffset, c, cOffset, 0);
                boolean whole = run == Slide.TAPS;
                (whole ? slides : shortSlides).addProduct(columns, whole ? Slide.DISTANCE : run, a, aOffset + j, b, bOffset + base[j], c, cOffset);
                done = j + run;
            }
            j += run;
        }
        addTiles(flat, 1, columns, done, count, a, aOffset, 0, b, base, bOffset, c, cOffset, 0);
    }

    /** Copies weights into micro-panels of {@code HEIGHT} rows; what fills up the last one is never stored. */
    void packRows(Matrix<A> a, A panels) {
        for (int r = 0; r < a.rows(); r += HEIGHT) {
            packs.pack(a.block(r, Math.min(HEIGHT, a.rows() - r), 0, a.cols()), panels, r * a.cols(), HEIGHT);
        }
    }

    /** {@link #addProduct} with weights that are packed. */
    void addPacked(int rows, int columns, int count, A panels, A b, int[] base, int bOffset, A c, int cOffset, int cStride) {
        addTiles(tall, rows, columns, 0, count, panels, 0, count, b, base, bOffset, c, cOffset, cStride);
    }

    private void addTiles(Tiles<A> tiles, int rows, int columns, int from, int count, A a, int aOffset, int aStride, A b, int[] base, int bOffset,
            A c, int cOffset, int cStride) {
        if (from == count) {
            return;
        }
        A edge = Scratch.take(lane, tiles.rows * tiles.wide);
        for (int i = 0; i < columns;) {
            boolean wide = i + tiles.wide <= columns;
            Tile<A> tile = wide ? tiles.wideTile : tiles.narrowTile;
            int width = wide ? tiles.wide : Math.min(tiles.narrow, columns - i);
            for (int r = 0; r < rows; r += tiles.rows) {
                int height = Math.min(tiles.rows, rows - r);
                int to = cOffset + i + r * cStride;
                if (height == tiles.rows && (wide || width == tiles.narrow)) {
                    tile.addProduct(from, count, a, aOffset + r * aStride, b, base, bOffset + i, c, to, cStride);
                } else {
                    copy(height, width, c, to, cStride, edge, 0, tiles.wide);
                    tile.addProduct(from, count, a, aOffset + r * aStride, b, base, bOffset + i, edge, 0, tiles.wide);
                    copy(height, width, edge, 0, tiles.wide, c, to, cStride);
                }
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
