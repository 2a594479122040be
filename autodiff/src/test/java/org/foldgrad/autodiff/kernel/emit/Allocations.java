package org.foldgrad.autodiff.kernel.emit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.foldgrad.autodiff.expr.Derive;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Numbers;
import org.foldgrad.autodiff.kernel.taps.Edge;
import org.foldgrad.autodiff.kernel.taps.GatherLoops;
import org.foldgrad.autodiff.kernel.taps.InverseLoops;
import org.foldgrad.autodiff.kernel.taps.Positions;
import org.foldgrad.autodiff.kernel.taps.SplineLoops;
import org.foldgrad.autodiff.kernel.taps.TapGrid;
import org.foldgrad.autodiff.kernel.taps.TapTable;

/** A program that warms up many kernels in an order drawn from a seed, all of them together, until none allocates by the element. */
final class Allocations {
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long PATIENCE = 60_000_000_000L;
    private static final int SHORT = 203;
    private static final int LONG = SHORT + 64 * 32;
    /** A boxed vector would cost a byte or more; an object or two a call, at the loop's end, stay far below. */
    private static final double NOTHING = 0.1;
    private static final int CALLS = 20;

    private final String name;
    private final Runnable brief;
    private final Runnable lengthy;

    private Allocations(String name, Runnable brief, Runnable lengthy) {
        this.name = name;
        this.brief = brief;
        this.lengthy = lengthy;
    }

    public static void main(String[] args) {
        Random random = new Random(Long.parseLong(args[0]));
        List<Allocations> left = subjects();
        Collections.shuffle(left, random);
        long end = System.nanoTime() + PATIENCE;
        while (!left.isEmpty()) {
            left.removeIf(s -> s.perElement() < NOTHING);
            if (System.nanoTime() > end) {
                left.forEach(s -> System.out.println(s.name + " allocates " + s.perElement() + " bytes an element"));
                System.exit(1);
            }
        }
    }

    private static List<Allocations> subjects() {
        Expr x = Expr.input(0);
        Expr y = Expr.input(1);
        Expr chain = Expr.tanh(x.times(y)).times(Expr.one().over(Expr.exp(x.negate()).plus(1)));
        List<Program> programs = List.of(
            new Program(List.of(x.times(y)), List.of(Sink.ADD), 2, 0b10),
            new Program(List.of(Expr.ifLess(x, y, x, Expr.zero()), x), List.of(Sink.WRITE, Sink.SUM), 2, 0),
            new Program(List.of(Expr.sin(x)), List.of(Sink.WRITE), 2, 0),
            new Program(List.of(Expr.pow(x, y)), List.of(Sink.WRITE), 2, 0),
            new Program(List.of(chain, Derive.partial(chain, 0), Derive.partial(chain, 1)), List.of(Sink.SUM, Sink.WRITE, Sink.ADD), 2, 0));
        List<Allocations> subjects = new ArrayList<>();
        for (Program p : programs) {
            for (Lane lane : Lane.values()) {
                add(subjects, p, lane, "scalar", Emit.scalar(p, lane));
                if (Backend.chosen() != Backend.SCALAR) {
                    add(subjects, p, lane, "vector", Emit.vector(p, lane, Backend.chosen().bits));
                }
            }
        }
        for (Lane lane : Lane.values()) {
            addReading(subjects, lane);
        }
        return subjects;
    }

    /** Reading at real positions and its adjoint with two, four and sixteen taps, splines' coefficients, and the inverse of a table. */
    private static void addReading(List<Allocations> subjects, Lane lane) {
        Random random = new Random(5);
        Object samples = lane.newArray(LONG + 2 * SplineLoops.MARGIN);
        Object out = lane.newArray(LONG + 2 * SplineLoops.MARGIN);
        Object slopes = lane.newArray(LONG);
        double[] x = random.doubles(LONG, -2, LONG + 2).sorted().toArray();
        GatherLoops<Object> loops = GatherLoops.of(samples);
        for (int taps : new int[] {2, 4, 16}) {
            TapTable table = new TapTable(1, taps, Math.min(taps - 1, 7), random.doubles(taps * Math.min(taps, 8), -1, 1).toArray());
            TapGrid grid = new TapGrid(table, Edge.REFLECT, LONG, 0);
            TapGrid slope = new TapGrid(table.derivative(), Edge.REFLECT, LONG, 0);
            add(subjects, "gather " + taps + " " + lane, n -> loops.gatherWithSlopes(grid, slope, samples, 0, new Positions(x, n), out, slopes, 0));
            add(subjects, "scatter " + taps + " " + lane, n -> loops.scatter(grid, slopes, 0, new Positions(x, n), out, 0));
        }
        SplineLoops<Object> spline = SplineLoops.of(samples);
        add(subjects, "spline " + lane, n -> spline.coefficients(Edge.CLAMP, samples, 0, n, out, 0));
        add(subjects, "spline adjoint " + lane, n -> spline.adjoint(Edge.CLAMP, samples, 0, n, out, 0));
        Object table = lane.pick(x, Numbers.floats(x));
        double[] positions = new double[LONG];
        add(subjects, "inverse " + lane, n -> InverseLoops.of(table).positions(table, LONG, new Positions(x, n), new Positions(positions, n)));
    }

    private static void add(List<Allocations> subjects, String name, IntConsumer kernel) {
        subjects.add(new Allocations(name, () -> kernel.accept(SHORT), () -> kernel.accept(LONG)));
    }

    @SuppressWarnings("unchecked")
    private static <A> void add(List<Allocations> subjects, Program p, Lane lane, String kind, Kernel<A> kernel) {
        A[] in = (A[]) lane.newArrays(p.inputs());
        A[] out = (A[]) lane.newArrays(p.sinks().size());
        for (int k = 0; k < in.length; k++) {
            in[k] = (A) lane.newArray(LONG);
        }
        for (int j = 0; j < out.length; j++) {
            out[j] = (A) lane.newArray(LONG);
        }
        subjects.add(new Allocations(kind + " " + lane + " " + p.sinks(), () -> kernel.run(in, out, 0, SHORT), () -> kernel.run(in, out, 0, LONG)));
    }

    /** What a longer range costs above a shorter one. */
    private double perElement() {
        return (bytes(lengthy) - bytes(brief)) / (double) (CALLS * (LONG - SHORT));
    }

    private static long bytes(Runnable call) {
        long before = THREAD.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < CALLS; k++) {
            call.run();
        }
        return THREAD.getCurrentThreadAllocatedBytes() - before;
    }
}
