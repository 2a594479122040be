package org.foldgrad.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.foldgrad.autodiff.Gradients;
import org.foldgrad.autodiff.Tensor;
import org.junit.jupiter.api.Test;

class MiniTapeTest {
    @Test
    void itAgreesWithTheLibrary() {
        // begin: use
        MiniTape tape = new MiniTape();
        MiniTape.Var a = tape.variable(0.7);
        MiniTape.Var b = tape.variable(-1.3);
        MiniTape.Var y = a.times(b).plus(a).tanh().minus(b.exp());
        double da = tape.gradient(y, a);
        double db = tape.gradient(y, b);
        // end: use
        Tensor[] g = Gradients.grad((Tensor[] x) -> x[0].times(x[1]).plus(x[0]).tanh().minus(x[1].exp()))
                .apply(new Tensor[] {Tensor.scalar(0.7), Tensor.scalar(-1.3)});
        assertEquals(g[0].item(), da, 1e-15);
        assertEquals(g[1].item(), db, 1e-15);
    }
}
