package org.foldgrad.autodiff.kernel.emit;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;

/** Emits the method {@code at(in, out)} of a {@link Point}: the instructions of a plain loop once, so with the same bits. */
final class PointCode extends ScalarLoop {
    PointCode(CodeBuilder code, Program program) {
        super(code, Lane.F64, program);
    }

    @Override
    void begin() {}

    @Override
    void loadInput(int id, int k) {
        code.aload(IN).loadConstant(k).arrayLoad(TypeKind.DOUBLE);
    }

    @Override
    void loop() {
        for (int j = 0; j < sinks.size(); j++) {
            code.aload(OUT).loadConstant(j);
            load(graph.results().get(j));
            code.arrayStore(TypeKind.DOUBLE);
        }
    }
}
