package org.foldgrad.autodiff;

/** Unit vectors, and rows put together. */
final class Basis {
    private Basis() {}

    /** Zeros with a one at element i. */
    static Tensor vector(Shape shape, int i, DType dtype) {
        Tensor e = Tensor.full(0.0, shape, dtype);
        switch (dtype) {
            case F64 -> e.doubles()[i] = 1.0;
            case F32 -> e.floats()[i] = 1.0f;
        }
        return e;
    }

    /** The tensors one after another, as a tensor of the given shape; recorded where they are tracked. */
    static Tensor stack(Tensor[] rows, Shape shape, DType dtype) {
        return new Pile(shape, dtype).on(rows);
    }

    /** Concatenation in row-major order, whatever the shapes. */
    private static final class Pile extends Op {
        private final Shape shape;
        private final DType dtype;

        Pile(Shape shape, DType dtype) {
            super("stack");
            this.shape = shape;
            this.dtype = dtype;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Tensor out = work.empty(shape, dtype);
            int at = 0;
            for (Tensor row : in) {
                System.arraycopy(row.live(), 0, out.live(), at, row.size());
                at += row.size();
            }
            return out;
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            int at = 0;
            for (int i = 0; i < in.length; i++) {
                into.add(i, new Piece(at, in[i].shape()), cotangent);
                at += in[i].size();
            }
        }
    }

    /** The elements from {@code start} on, in row-major order, under a shape. */
    private static final class Piece extends Op {
        private final int start;
        private final Shape shape;

        Piece(int start, Shape shape) {
            super("piece");
            this.start = start;
            this.shape = shape;
        }

        @Override
        protected Tensor forward(Tensor[] in, Workspace work) {
            Tensor out = work.empty(shape, in[0].dtype());
            System.arraycopy(in[0].live(), start, out.live(), 0, out.size());
            return out;
        }

        @Override
        protected void vjp(Tensor[] in, Tensor out, Tensor cotangent, Cotangents into) {
            int rest = in[0].size() - start - shape.size();
            Tensor[] parts = {Tensor.full(0, Shape.of(start), out.dtype()), cotangent, Tensor.full(0, Shape.of(rest), out.dtype())};
            into.add(0, stack(parts, in[0].shape(), out.dtype()));
        }
    }
}
