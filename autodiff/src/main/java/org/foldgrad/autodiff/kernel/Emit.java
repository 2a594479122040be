package org.foldgrad.autodiff.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Consumer;

/**
 * Turns a program into a class of its own: one straight-line loop, as one would write it by hand.
 *
 * <p>A loop shared by several operations, which takes the operation as a lambda, an enum or a method handle, is compiled once for all of
 * them, and then no call in it can be inlined and every vector is boxed. A class for each program has nothing to share.
 */
final class Emit {
    private static final ClassDesc KERNEL = ClassDesc.of(Kernel.class.getName());
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, CD_Object.arrayType(), CD_Object.arrayType(), CD_int, CD_int);

    private Emit() {}

    /** The kernel of a program: vectors where the backend has them and they pay, else a plain loop. */
    static Kernel<?> kernel(Program program, Lane lane, Backend backend) {
        return backend == Backend.SCALAR || isPlain(program) ? scalar(program, lane) : vector(program, lane, backend.bits);
    }

    /** HotSpot vectorises by itself what is plain arithmetic without sums, and such a loop is fast from the first call on. */
    private static boolean isPlain(Program program) {
        return !program.sinks().contains(Sink.SUM) && !program.graph().any(Op::isLibrary);
    }

    static Kernel<?> scalar(Program program, Lane lane) {
        return define(code -> new ScalarLoop(code, lane, program.graph(), program).emit());
    }

    static Kernel<?> vector(Program program, Lane lane, int bits) {
        return define(code -> new VectorLoop(code, lane, Lower.forVectors(program.graph(), lane), program, bits).emit());
    }

    private static Kernel<?> define(Consumer<CodeBuilder> run) {
        byte[] bytes = ClassFile.of().build(ClassDesc.of(Emit.class.getPackageName(), "Emitted"), c -> c
            .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
            .withInterfaceSymbols(KERNEL)
            .withMethodBody(INIT_NAME, MTD_void, 0, code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
            .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, run::accept));
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (Kernel<?>) lookup.lookupClass().getDeclaredConstructor().newInstance();
        } catch (IllegalAccessException | InstantiationException | NoSuchMethodException | InvocationTargetException e) {
            throw new AssertionError("an emitted kernel cannot be made", e);
        }
    }
}
