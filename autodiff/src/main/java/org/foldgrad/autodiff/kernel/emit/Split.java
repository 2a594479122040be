package org.foldgrad.autodiff.kernel.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * A program too long for one loop, as several loops one after the other over a block of elements at a time.
 *
 * <p>A value that a later loop needs waits in an array. Inputs and outputs are copied to and from blocks too: nothing is written to an output
 * before all loops have read the inputs of the same elements. Sums are taken in the end, over all elements, in the order of every kernel.
 */
final class Split<A> implements Kernel<A> {
    private static final int BLOCK = 512;

    private final Program program;
    private final Lane lane;
    private final boolean[] reads;
    private final List<Stage<A>> stages;
    private final int waiting;
    private final Kernel<A> sum;

    /** A loop, and which of the waiting values it computes; none for the last, which computes the outputs. */
    private record Stage<A>(Kernel<A> kernel, int[] writes) {}

    private Split(Program program, Lane lane, List<Stage<A>> stages, int waiting, Kernel<A> sum) {
        this.program = program;
        this.lane = lane;
        this.stages = stages;
        this.waiting = waiting;
        this.sum = sum;
        this.reads = new boolean[program.inputs()];
        for (Graph.Node n : program.graph().nodes()) {
            if (n.op() == Op.INPUT) {
                reads[(int) n.value()] = true;
            }
        }
    }

    /** The kernel of {@code program} in loops of at most {@code largest} instructions, each made by {@code emit}. */
    static <A> Kernel<A> kernel(Program program, Lane lane, int largest, Function<Program, Kernel<A>> emit) {
        List<Graph.Node> nodes = program.graph().nodes();
        int[] stageOf = new int[nodes.size()];
        int size = 0;
        for (int id = 0; id < stageOf.length; id++) {
            size += isFree(nodes.get(id)) ? 0 : 1;
            stageOf[id] = (size - 1) / largest;
        }
        int last = (size - 1) / largest;
        Map<Integer, Integer> places = new HashMap<>();
        for (int id = 0; id < stageOf.length; id++) {
            for (int a : nodes.get(id).args()) {
                wait(a, stageOf[id], nodes, stageOf, places);
            }
        }
        for (int r : program.graph().results()) {
            wait(r, last, nodes, stageOf, places);
        }
        List<Stage<A>> stages = new ArrayList<>();
        for (int s = 0; s <= last; s++) {
            int stage = s;
            List<Integer> results = s == last ? program.graph().results() : places.keySet().stream().filter(id -> stageOf[id] == stage).sorted().toList();
            Graph graph = part(program, stageOf, s, places, results);
            List<Sink> sinks = s == last ? withoutSums(program.sinks()) : results.stream().map(r -> Sink.WRITE).toList();
            int[] writes = s == last ? new int[0] : results.stream().mapToInt(places::get).toArray();
            stages.add(new Stage<>(emit.apply(new Program(graph, sinks, program.inputs() + places.size(), program.scalars())), writes));
        }
        return new Split<>(program, lane, stages, places.size(), emit.apply(Program.SUM));
    }

    /** Constants and inputs are at hand in every stage. */
    private static boolean isFree(Graph.Node n) {
        return n.op() == Op.CONST || n.op() == Op.INPUT;
    }

    private static void wait(int value, int user, List<Graph.Node> nodes, int[] stageOf, Map<Integer, Integer> places) {
        if (!isFree(nodes.get(value)) && stageOf[value] < user) {
            places.putIfAbsent(value, places.size());
        }
    }

    /** The code of one stage: its own instructions, what they use of the inputs and constants, and the waiting values as further inputs. */
    private static Graph part(Program program, int[] stageOf, int stage, Map<Integer, Integer> places, List<Integer> results) {
        List<Graph.Node> nodes = program.graph().nodes();
        Graph.Builder code = new Graph.Builder();
        Map<Integer, Integer> own = new HashMap<>();
        IntUnaryOperator here = id -> own.containsKey(id) ? own.get(id)
            : isFree(nodes.get(id)) ? code.number(nodes.get(id)) : code.input(program.inputs() + places.get(id));
        for (int id = 0; id < stageOf.length; id++) {
            Graph.Node n = nodes.get(id);
            if (!isFree(n) && stageOf[id] == stage) {
                own.put(id, code.number(new Graph.Node(n.op(), n.args().stream().map(here::applyAsInt).toList(), n.value())));
            }
        }
        return code.build(results.stream().map(here::applyAsInt).toList());
    }

    private static List<Sink> withoutSums(List<Sink> sinks) {
        return sinks.stream().map(s -> s == Sink.SUM ? Sink.WRITE : s).toList();
    }

    @Override
    @SuppressWarnings("unchecked") // the lane makes arrays of the kernel's type
    public void run(A[] in, A[] out, int from, int to) {
        int inputs = program.inputs();
        A[] blocks = (A[]) lane.newArrays(inputs + waiting);
        for (int k = 0; k < blocks.length; k++) {
            blocks[k] = k < inputs && program.isScalar(k) ? in[k] : (A) lane.newArray(BLOCK);
        }
        A[] results = (A[]) lane.newArrays(out.length);
        A[] terms = (A[]) lane.newArrays(out.length);
        for (int j = 0; j < out.length; j++) {
            results[j] = (A) lane.newArray(BLOCK);
            terms[j] = program.sinks().get(j) == Sink.SUM ? (A) lane.newArray(to - from) : null;
        }
        for (int i = from; i < to; i += BLOCK) {
            block(in, out, blocks, results, terms, i, Math.min(BLOCK, to - i), from);
        }
        for (int j = 0; j < out.length; j++) {
            if (terms[j] != null) {
                A[] term = Arrays.copyOfRange(terms, j, j + 1);
                sum.run(term, Arrays.copyOfRange(out, j, j + 1), 0, to - from);
            }
        }
    }

    @SuppressWarnings("SuspiciousSystemArraycopy") // arrays all
    private void block(A[] in, A[] out, A[] blocks, A[] results, A[] terms, int i, int n, int from) {
        for (int k = 0; k < reads.length; k++) {
            if (reads[k] && !program.isScalar(k)) {
                System.arraycopy(in[k], i, blocks[k], 0, n);
            }
        }
        for (int j = 0; j < out.length; j++) {
            if (program.sinks().get(j) == Sink.ADD) {
                System.arraycopy(out[j], i, results[j], 0, n);
            }
        }
        for (int s = 0; s < stages.size(); s++) {
            Stage<A> stage = stages.get(s);
            A[] target = s == stages.size() - 1 ? results : Arrays.copyOf(results, stage.writes.length);
            for (int w = 0; w < stage.writes.length; w++) {
                target[w] = blocks[program.inputs() + stage.writes[w]];
            }
            stage.kernel.run(blocks, target, 0, n);
        }
        for (int j = 0; j < out.length; j++) {
            boolean summed = terms[j] != null;
            System.arraycopy(results[j], 0, summed ? terms[j] : out[j], summed ? i - from : i, n);
        }
    }
}
