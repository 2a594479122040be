package org.foldgrad.autodiff.kernel.emit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.foldgrad.autodiff.kernel.Backend;
import org.foldgrad.autodiff.kernel.Cost;

/** The kernels made so far: one for each program, element type and backend. */
public final class Kernels {
    private static final Map<Key, Kernel<?>> MADE = new ConcurrentHashMap<>();

    private Kernels() {}

    private record Key(Program program, Lane lane, Backend backend) {}

    /** The kernel of {@code program} over {@code double[]}, on the backend of this run. */
    public static Kernel<double[]> f64(Program program) {
        return f64(program, Backend.chosen());
    }

    /** The kernel of {@code program} over {@code float[]}, on the backend of this run. */
    public static Kernel<float[]> f32(Program program) {
        return f32(program, Backend.chosen());
    }

    /** The kernel of {@code program} over {@code double[]}. */
    public static Kernel<double[]> f64(Program program, Backend backend) {
        return of(program, Lane.F64, backend);
    }

    /** The kernel of {@code program} over {@code float[]}. */
    public static Kernel<float[]> f32(Program program, Backend backend) {
        return of(program, Lane.F32, backend);
    }

    /** {@code program} at a single point, with the bits of its plain loop. */
    public static Point point(Program program) {
        return Emit.point(program);
    }

    @SuppressWarnings("unchecked") // the key holds the lane, which is the type of the array
    static <A> Kernel<A> of(Program program, Lane lane, Backend backend) {
        return (Kernel<A>) MADE.computeIfAbsent(new Key(program, lane, backend), k -> threaded(program, lane, backend));
    }

    private static <A> Kernel<A> threaded(Program program, Lane lane, Backend backend) {
        Kernel<A> kernel = Emit.kernel(program, lane, backend);
        double nanos = nanos(program, lane);
        return program.sinks().contains(Sink.SUM) ? new Blocks<>(kernel, program.sinks(), lane, backend, nanos) : new Threaded<>(kernel, nanos);
    }

    /** About how long an ordinary element takes. */
    static double nanos(Program program, Lane lane) {
        double work = Cost.ARRAY * (program.inputs() + program.sinks().size());
        Graph graph = Lower.forVectors(program, lane).graph();
        int[] owners = graph.owners();
        for (int id = 0; id < owners.length; id++) {
            if (owners[id] == Graph.ALWAYS) {
                work += graph.nodes().get(id).op().isLibrary() ? Cost.CALL : Cost.INSTRUCTION;
            }
        }
        return work * lane.bits / Double.SIZE;
    }
}
