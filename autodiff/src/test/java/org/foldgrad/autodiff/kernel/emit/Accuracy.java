package org.foldgrad.autodiff.kernel.emit;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.foldgrad.autodiff.expr.Expr;
import org.foldgrad.autodiff.expr.Expr.Binary;
import org.foldgrad.autodiff.expr.Expr.Function;
import org.foldgrad.autodiff.expr.Expr.Operator;
import org.foldgrad.autodiff.expr.Expr.Unary;
import org.foldgrad.autodiff.expr.Precise;

/** The largest errors of the functions in kernels, in ulp. */
final class Accuracy {
    /** A function, where it is measured ({@code scale32} times that for float), and the bounds it is documented and tested to keep. */
    record Case(Expr body, double low, double high, boolean logarithmic, double scale32, double bound) {
        Op op() {
            return Op.valueOf(body instanceof Unary u ? u.f().name() : ((Binary) body).f().name());
        }

        String name() {
            return op().name().toLowerCase(Locale.ROOT);
        }

        BigDecimal exact(double a, double b) {
            return body instanceof Unary u ? Precise.unary(u.f(), a) : Precise.binary(((Binary) body).f(), a, b);
        }
    }

    static final List<Case> CASES = List.of(
        unary(Function.EXP, -700, 700, 0.12, 1), unary(Function.EXPM1, -30, 30, 1, 2),
        positive(Function.LOG, 1.5), unary(Function.LOG1P, -0.9, 3, 1, 2), positive(Function.LOG10, 1),
        unary(Function.SIN, -1e6, 1e6, 0.03, 2), unary(Function.COS, -1e6, 1e6, 0.03, 2), unary(Function.TAN, -1e6, 1e6, 0.03, 1),
        unary(Function.ASIN, -1, 1, 1, 1), unary(Function.ACOS, -1, 1, 1, 1), unary(Function.ATAN, -10, 10, 1, 1),
        unary(Function.SINH, -30, 30, 1, 2.5), unary(Function.COSH, -30, 30, 1, 2), unary(Function.TANH, -5, 5, 1, 2.5),
        unary(Function.CBRT, -100, 100, 1, 1), binary(Operator.POW, 1), binary(Operator.ATAN2, 2), binary(Operator.HYPOT, 1));

    private Accuracy() {}

    private static Case unary(Function f, double low, double high, double scale32, double bound) {
        return new Case(new Unary(f, Expr.input(0)), low, high, false, scale32, bound);
    }

    private static Case positive(Function f, double bound) {
        return new Case(new Unary(f, Expr.input(0)), 1e-30, 1e30, true, 1, bound);
    }

    private static Case binary(Operator f, double bound) {
        return new Case(new Binary(f, Expr.input(0), Expr.input(1)), 0.05, 20, false, 1, bound);
    }

    /** The largest error of {@code c} over {@code n} random arguments, half of them near 0 or spread over the magnitudes. */
    static double worst(Case c, Lane lane, int bits, int n, Random random) {
        double[][] in = {arguments(c, lane, n, random), arguments(c, lane, n, random)};
        double[] out = new double[n];
        Program program = new Program(List.of(c.body), List.of(Sink.WRITE), 2, 0);
        run(program, lane, bits, in, out);
        double worst = 0;
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, Precise.ulps(out[i], c.exact(in[0][i], in[1][i]), lane == Lane.F32));
        }
        return worst;
    }

    private static double[] arguments(Case c, Lane lane, int n, Random random) {
        double scale = lane == Lane.F64 ? 1 : c.scale32;
        return random.doubles(n).map(u -> {
            double linear = scale * (c.low + u * (c.high - c.low));
            double spread = c.logarithmic ? StrictMath.exp(StrictMath.log(c.low) + u * StrictMath.log(c.high / c.low)) : linear * StrictMath.pow(2, -30 * random.nextDouble());
            double near1 = c.logarithmic ? 0.5 + u : spread;
            double x = switch (random.nextInt(3)) {
                case 0 -> linear;
                case 1 -> spread;
                default -> near1;
            };
            return lane == Lane.F64 ? x : (float) x;
        }).filter(x -> x != 0).toArray();
    }

    /** Runs a kernel of either lane on doubles. */
    static void run(Program program, Lane lane, int bits, double[][] in, double[] out) {
        if (lane == Lane.F64) {
            Accuracy.<double[]>kernel(program, lane, bits).run(in, new double[][] {out}, 0, out.length);
            return;
        }
        float[] result = new float[out.length];
        Accuracy.<float[]>kernel(program, lane, bits).run(Arrays.stream(in).map(Accuracy::narrow).toArray(float[][]::new), new float[][] {result}, 0, out.length);
        for (int i = 0; i < out.length; i++) {
            out[i] = result[i];
        }
    }

    private static <A> Kernel<A> kernel(Program program, Lane lane, int bits) {
        return bits == 0 ? Emit.scalar(program, lane) : Emit.vector(program, lane, bits);
    }

    private static float[] narrow(double[] x) {
        float[] result = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (float) x[i];
        }
        return result;
    }
}
