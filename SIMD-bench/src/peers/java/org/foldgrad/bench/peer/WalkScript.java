package org.foldgrad.bench.peer;

import java.util.Arrays;
import org.foldgrad.bench.work.Inputs;
import org.foldgrad.bench.task.FoldTasks;

/**
 * The walk form of the fold loss. Its recursion t' = t + T(t) is given to the peer ready-made, as stops t*: in the vectorised form each stop is t*
 * plus a term that is 0 and has the recursion's exact gradient, c times the running sum of (T - stopgrad T) / c with c the running product of 1 + T'.
 */
final class WalkScript {
    private static final String PREAMBLE = """
              def forward(self, x: Tensor, theta: Tensor, stops: Tensor, u: Tensor) -> Tuple[Tensor, Tensor]:
                theta0 = torch.requires_grad_(torch.detach(theta), True)
                period = torch.exp2(theta0)
                h = SPACING
                end = torch.mul(torch.sub(torch.size(theta, 0), 1), h)
            """;

    private WalkScript() {}

    /** All cycles at once. */
    static Script vectorised() {
        return script("libtorch", """
                    place = torch.div(stops, h)
                    floor = torch.floor(place)
                    knot = torch.to(floor, 4)
                    left = torch.index_select(period, 0, knot)
                    step = torch.sub(torch.index_select(period, 0, torch.add(knot, 1)), left)
                    fixed = torch.add(left, torch.mul(torch.sub(place, floor), step))
                    slope = torch.div(torch.detach(step), h)
                    growth = torch.cumprod(torch.add(slope, 1), 0)
                    shift = torch.mul(growth, torch.cumsum(torch.div(torch.sub(fixed, torch.detach(fixed)), growth), 0))
                    count = torch.sub(torch.size(stops, 0), 1)
                    moved = torch.narrow(shift, 0, 0, count)
                    t = torch.unsqueeze(torch.add(torch.narrow(stops, 0, 1, count), moved), 1)
                    cycle = torch.unsqueeze(torch.add(torch.narrow(fixed, 0, 1, count), torch.mul(torch.narrow(slope, 0, 1, count), moved)), 1)
                    after = torch.flatten(torch.add(t, torch.mul(cycle, u)))
                    before = torch.flatten(torch.add(torch.sub(t, cycle), torch.mul(cycle, u)))
                    afterFloor = torch.floor(torch.detach(after))
                    beforeFloor = torch.floor(torch.detach(before))
                    a = torch.to(afterFloor, 4)
                    b = torch.to(beforeFloor, 4)
                    aLeft = torch.index_select(x, 0, a)
                    bLeft = torch.index_select(x, 0, b)
                    aSlope = torch.sub(torch.index_select(x, 0, torch.add(a, 1)), aLeft)
                    bSlope = torch.sub(torch.index_select(x, 0, torch.add(b, 1)), bLeft)
                    xa = torch.add(aLeft, torch.mul(torch.sub(after, afterFloor), aSlope))
                    xb = torch.add(bLeft, torch.mul(torch.sub(before, beforeFloor), bSlope))
                    d = torch.reshape(torch.sub(xa, xb), [count, POINTS])
                    T = torch.flatten(cycle)
                    norm = torch.sqrt(torch.add(torch.div(torch.mul(torch.sum(torch.mul(d, d), [1]), T), POINTS), EPS2))
                    s = torch.clamp(torch.div(torch.sub(end, torch.flatten(t)), T), None, 1.)
                    w = torch.mul(torch.mul(s, s), torch.sub(3., torch.mul(s, 2)))
                    loss = torch.sum(torch.mul(w, norm))
                    g = torch.grad([loss], [theta0])
                    return (torch.detach(loss), unchecked_cast(Tensor, g[0]))
                """);
    }

    /** One cycle after the other, as one would write it first. */
    static Script loop() {
        return script("libtorch-loop", """
                    t = torch.select(period, 0, 0)
                    loss = torch.mul(t, 0)
                    for k in range(torch.sub(torch.size(stops, 0), 1)):
                      place = torch.div(t, h)
                      floor = torch.floor(torch.detach(place))
                      knot = int(floor)
                      left = torch.select(period, 0, knot)
                      T = torch.add(left, torch.mul(torch.sub(place, floor), torch.sub(torch.select(period, 0, torch.add(knot, 1)), left)))
                      after = torch.add(t, torch.mul(T, u))
                      before = torch.sub(after, T)
                      afterFloor = torch.floor(torch.detach(after))
                      beforeFloor = torch.floor(torch.detach(before))
                      a = torch.to(afterFloor, 4)
                      b = torch.to(beforeFloor, 4)
                      aLeft = torch.index_select(x, 0, a)
                      bLeft = torch.index_select(x, 0, b)
                      aSlope = torch.sub(torch.index_select(x, 0, torch.add(a, 1)), aLeft)
                      bSlope = torch.sub(torch.index_select(x, 0, torch.add(b, 1)), bLeft)
                      xa = torch.add(aLeft, torch.mul(torch.sub(after, afterFloor), aSlope))
                      xb = torch.add(bLeft, torch.mul(torch.sub(before, beforeFloor), bSlope))
                      d = torch.sub(xa, xb)
                      norm = torch.sqrt(torch.add(torch.div(torch.mul(torch.sum(torch.mul(d, d)), T), POINTS), EPS2))
                      s = torch.clamp(torch.div(torch.sub(end, t), T), None, 1.)
                      w = torch.mul(torch.mul(s, s), torch.sub(3., torch.mul(s, 2)))
                      loss = torch.add(loss, torch.mul(w, norm))
                      t = torch.add(t, T)
                    g = torch.grad([loss], [theta0])
                    return (torch.detach(loss), unchecked_cast(Tensor, g[0]))
                """);
    }

    private static Script script(String name, String body) {
        String source = PREAMBLE + body.indent(0);
        return new Script(name, source.replace("SPACING", String.valueOf(FoldTasks.SPACING)).replace("POINTS", String.valueOf(FoldTasks.POINTS))
                .replace("EPS2", String.valueOf(FoldTasks.EPS * FoldTasks.EPS)), new long[0][], WalkScript::prepared);
    }

    /** Audio and envelope, the stops of the walk, and the points within a cycle. */
    private static double[][] prepared(double[][] in) {
        double[] period = Arrays.stream(in[1]).map(theta -> Math.pow(2, theta)).toArray();
        double h = FoldTasks.SPACING;
        double[] stops = new double[in[0].length];
        int count = 1;
        for (double t = period[0]; t < (period.length - 1) * h; count++) {
            stops[count] = t;
            int knot = (int) (t / h);
            t += period[knot] + (t / h - knot) * (period[knot + 1] - period[knot]);
        }
        double[] u = new double[FoldTasks.POINTS];
        Arrays.setAll(u, j -> (j + 0.5) / u.length);
        return new double[][] {in[0], in[1], Arrays.copyOf(stops, count), u};
    }
}
