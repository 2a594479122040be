package org.foldgrad.autodiff.kernel;

final class Simd {
    static final boolean AVAILABLE = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private Simd() {}
}
