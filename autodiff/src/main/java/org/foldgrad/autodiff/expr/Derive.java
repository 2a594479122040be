package org.foldgrad.autodiff.expr;

/** To be written next. */
final class Derive {
    private Derive() {}
}
