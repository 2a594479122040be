/** Reverse-mode automatic differentiation over dense tensors, with SIMD kernels and continuous-index gather. */
module org.foldgrad.autodiff {
    requires static jdk.incubator.vector;

    exports org.foldgrad.autodiff;
    exports org.foldgrad.autodiff.check;
    exports org.foldgrad.autodiff.expr;
    exports org.foldgrad.autodiff.gather;
    exports org.foldgrad.autodiff.io;
    exports org.foldgrad.autodiff.kernel to org.foldgrad.pitch;
    exports org.foldgrad.autodiff.random;
}
