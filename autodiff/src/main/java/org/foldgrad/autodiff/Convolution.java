package org.foldgrad.autodiff;

import org.foldgrad.autodiff.kernel.dense.ConvLoops;
import org.foldgrad.autodiff.kernel.dense.ConvShape;

/**
 * The three bilinear maps that a convolution and its gradients are, each the others' VJP: the output from (x, w), the input's cotangent
 * from (w, dy), the weights' from (x, dy).
 */
final class Convolution extends BilinearOp {
    private enum Result { OUTPUT, INPUT, WEIGHTS }

    private final Result result;
    private final ConvShape s;

    private Convolution(Result result, ConvShape s) {
        super(switch (result) {
            case OUTPUT -> "conv1d";
            case INPUT -> "conv1d.input";
            case WEIGHTS -> "conv1d.weights";
        });
        this.result = result;
        this.s = s;
    }

    /** The convolution of x [batch, channels, length] with w [outputs, channels / groups, taps]. */
    static Convolution of(Shape x, Shape w, int stride, int padding, int dilation, int groups) {
        if (x.rank() != 3 || w.rank() != 3) {
            throw new AutodiffException("conv1d: x has shape " + x + " and the weights " + w
                    + "; [batch, channels, length] and [outputs, channels / groups, taps] are expected");
        }
        if (stride < 1 || dilation < 1 || groups < 1 || padding < 0) {
            throw new AutodiffException("conv1d: stride " + stride + ", dilation " + dilation + ", groups " + groups + " and padding "
                    + padding + "; at least 1, 1, 1 and 0 are expected");
        }
        if (w.dim(0) % groups != 0) {
            throw new AutodiffException("conv1d: the " + w.dim(0) + " outputs of weights " + w + " do not split into " + groups + " groups");
        }
        if (x.dim(1) != (long) w.dim(1) * groups) {
            throw new AutodiffException("conv1d: x " + x + " has " + x.dim(1) + " channels, but weights " + w + " in " + groups
                    + " groups read " + (long) w.dim(1) * groups + "; as many are expected");
        }
        long reach = (long) dilation * (w.dim(2) - 1) + 1;
        if (w.dim(2) == 0 || reach > x.dim(2) + 2L * padding || x.dim(2) + 2L * padding + reach > Integer.MAX_VALUE / 2) {
            throw new AutodiffException("conv1d: " + w.dim(2) + " taps with dilation " + dilation + " span " + reach
                    + " samples, but the signal has " + x.dim(2) + " with padding " + padding + "; a span of 1 to "
                    + (x.dim(2) + 2L * padding) + " is expected");
        }
        return new Convolution(Result.OUTPUT,
                new ConvShape(x.dim(0), groups, w.dim(1), w.dim(0) / groups, x.dim(2), w.dim(2), stride, padding, dilation));
    }

    @Override
    protected Tensor forward(Tensor[] in, Workspace work) {
        checkTypes(in[0], in[1]);
        Tensor out = work.zeros(switch (result) {
            case OUTPUT -> Shape.of(s.batch(), s.groups() * s.outputs(), s.outLength());
            case INPUT -> Shape.of(s.batch(), s.groups() * s.inputs(), s.length());
            case WEIGHTS -> Shape.of(s.groups() * s.outputs(), s.inputs(), s.taps());
        }, in[0].dtype());
        accumulate(in, out);
        return out;
    }

    @Override
    protected boolean accumulate(Tensor[] in, Tensor sum) {
        Object a = in[0].live();
        Object b = in[1].live();
        ConvLoops<Object> loops = ConvLoops.of(a);
        switch (result) {
            case OUTPUT -> loops.addOutput(s, a, b, sum.live());
            case INPUT -> loops.addInputGradient(s, a, b, sum.live());
            case WEIGHTS -> loops.addWeightGradient(s, a, b, sum.live());
        }
        return true;
    }

    @Override
    protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
        switch (result) {
            case OUTPUT -> {
                into.add(0, new Convolution(Result.INPUT, s), in[1], cotangent);
                into.add(1, new Convolution(Result.WEIGHTS, s), in[0], cotangent);
            }
            case INPUT -> {
                into.add(0, new Convolution(Result.WEIGHTS, s), cotangent, in[1]);
                into.add(1, new Convolution(Result.OUTPUT, s), cotangent, in[0]);
            }
            case WEIGHTS -> {
                into.add(0, new Convolution(Result.INPUT, s), cotangent, in[1]);
                into.add(1, new Convolution(Result.OUTPUT, s), in[0], cotangent);
            }
        }
    }
}
