package org.foldgrad.autodiff.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
        return make(program, Lane.F64, backend);
    }

    /** The kernel of {@code program} over {@code float[]}. */
    public static Kernel<float[]> f32(Program program, Backend backend) {
        return make(program, Lane.F32, backend);
    }

    /** {@code program} at a single point, with the bits of its plain loop. */
    public static Point point(Program program) {
        return Emit.point(program);
    }

    @SuppressWarnings("unchecked") // the key holds the lane, which is the type of the array
    private static <A> Kernel<A> make(Program program, Lane lane, Backend backend) {
        return (Kernel<A>) MADE.computeIfAbsent(new Key(program, lane, backend), k -> threaded(program, lane, Emit.<A>kernel(program, lane, backend)));
    }

    private static <A> Kernel<A> threaded(Program program, Lane lane, Kernel<A> kernel) {
        double nanos = Cost.of(program, lane);
        return program.sinks().contains(Sink.SUM) ? new Blocks<>(kernel, program.sinks(), lane, nanos) : new Threaded<>(kernel, nanos);
    }
}
