package org.foldgrad.autodiff.kernel.emit;

import static java.lang.constant.ConstantDescs.CD_MethodHandles;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.DEFAULT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.foldgrad.autodiff.kernel.Backend;

/**
 * Turns a program into a class of its own: one straight-line loop, as one would write it by hand.
 *
 * <p>A loop shared by several operations, which takes the operation as a lambda, an enum or a method handle, is compiled once for all of
 * them, and then no call in it can be inlined and every vector is boxed. A class for each program has nothing to share.
 */
public final class Emit {
    /** Instructions in one loop: twice as many, body and rest, stay below the 8000 bytes of code beyond which HotSpot compiles no method. */
    private static final int LARGEST = 240;
    private static final MethodTypeDesc AT = MethodTypeDesc.of(CD_void, CD_double.arrayType(), CD_double.arrayType());
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_Object.arrayType(), CD_int, CD_int);

    /** Pushes an array of numbers that were given when the class was made. To HotSpot its elements, unlike those in the code, are no constants. */
    static final ConstantDesc NUMBERS = DynamicConstantDesc.ofNamed(
        ConstantDescs.ofConstantBootstrap(CD_MethodHandles, "classData", CD_Object), DEFAULT_NAME, CD_double.arrayType());
    private static final double[] NO_NUMBERS = {};

    private Emit() {}

    /**
     * The kernel of a program: a plain loop if the backend has no vectors or HotSpot can be trusted to use them by itself; by length if the
     * program calls a library whose results are not the same to the bit in both loops; else first the one, then the other.
     */
    static <A> Kernel<A> kernel(Program program, Lane lane, Backend backend) {
        Graph graph = program.graph();
        if (backend == Backend.SCALAR) {
            return scalar(program, lane);
        }
        if (graph.any(Op::isLibrary)) {
            return new ByLength<>(scalar(program, lane), () -> vector(program, lane, backend.bits));
        }
        Kernel<A> plain = scalar(program, lane);
        boolean vectorisesItself = !program.sinks().contains(Sink.SUM) && graph.all(Op::isPlain);
        return vectorisesItself ? plain
            : new Warming<>(plain, () -> vector(program, lane, backend.bits), program, lane, Warming.PATIENCE);
    }

    static <A> Kernel<A> scalar(Program program, Lane lane) {
        return whole(Lower.forPlainLoop(program, lane), lane, p -> kernel(code -> new ScalarLoop(code, lane, p).emit(), NO_NUMBERS));
    }

    static <A> Kernel<A> vector(Program program, Lane lane, int bits) {
        return whole(Lower.forVectors(program, lane), lane,
            p -> kernel(code -> new VectorLoop(code, lane, p, bits).emit(), p.graph().constants()));
    }

    private static <A> Kernel<A> whole(Program program, Lane lane, Function<Program, Kernel<A>> emit) {
        return program.graph().size() <= LARGEST ? emit.apply(program) : Split.kernel(program, lane, LARGEST, emit);
    }

    /** The program at a point; one that is too long for a method of its own runs as a loop over one element. */
    static Point point(Program program) {
        Program plain = Lower.forPlainLoop(program.ofScalars(), Lane.F64);
        if (plain.graph().size() <= LARGEST) {
            return define(MethodHandles.lookup(), Point.class, "at", AT, code -> new PointCode(code, plain).emit());
        }
        Kernel<double[]> loop = scalar(program, Lane.F64);
        return (in, out) -> {
            double[][] x = new double[program.inputs()][1];
            double[][] y = new double[program.sinks().size()][1];
            for (int k = 0; k < x.length; k++) {
                x[k][0] = in[k];
            }
            loop.run(x, y, 0, 1);
            for (int j = 0; j < y.length; j++) {
                out[j] = y[j][0];
            }
        };
    }

    @SuppressWarnings("unchecked") // the emitted class casts its arrays itself
    private static <A> Kernel<A> kernel(Consumer<CodeBuilder> run, double[] numbers) {
        return define(MethodHandles.lookup(), Kernel.class, "run", RUN, run, numbers);
    }

    /**
     * The only object of a new class that implements {@code type}, an interface with this one method; the class is of the package of {@code where},
     * and may use what is private to that.
     */
    public static <T> T define(MethodHandles.Lookup where, Class<T> type, String method, MethodTypeDesc signature, Consumer<CodeBuilder> body) {
        return define(where, type, method, signature, body, NO_NUMBERS);
    }

    /** The same of a class that can read {@link #NUMBERS}. */
    private static <T> T define(MethodHandles.Lookup where, Class<T> type, String method, MethodTypeDesc signature, Consumer<CodeBuilder> body,
            double[] numbers) {
        byte[] bytes = ClassFile.of().build(ClassDesc.of(where.lookupClass().getPackageName(), "Emitted"), c -> c
            .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
            .withInterfaceSymbols(ClassDesc.of(type.getName()))
            .withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC, code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
            .withMethodBody(method, signature, ClassFile.ACC_PUBLIC, body::accept));
        try {
            Class<?> made = where.defineHiddenClassWithClassData(bytes, numbers, true).lookupClass();
            return type.cast(made.getDeclaredConstructor().newInstance());
        } catch (IllegalAccessException | InstantiationException | NoSuchMethodException | InvocationTargetException e) {
            throw new AssertionError("an emitted loop cannot be made", e);
        }
    }
}
