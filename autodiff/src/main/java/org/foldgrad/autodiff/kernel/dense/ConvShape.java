package org.foldgrad.autodiff.kernel.dense;

/**
 * The sizes of a batch of one-dimensional convolutions: input [batch, groups inputs, length], weights [groups outputs, inputs, taps],
 * output [batch, groups outputs, {@link #outLength}].
 *
 * @param batch    independent signals
 * @param groups   groups of channels that do not mix
 * @param inputs   input channels of a group
 * @param outputs  output channels of a group
 * @param length   samples of an input channel
 * @param taps     weights of one input channel to one output channel
 * @param stride   input samples from one output to the next
 * @param padding  zeros before and after each input channel
 * @param dilation input samples from one tap to the next
 */
public record ConvShape(int batch, int groups, int inputs, int outputs, int length, int taps, int stride, int padding, int dilation) {
    /** Samples of an output channel: floor((length + 2 padding - dilation (taps - 1) - 1) / stride) + 1, none where that is negative. */
    public int outLength() {
        long room = length + 2L * padding - (long) dilation * (taps - 1) - 1;
        return room < 0 ? 0 : Math.toIntExact(room / stride + 1);
    }
}
