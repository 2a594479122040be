package org.foldgrad.bench.peer;

import java.util.List;
import org.foldgrad.bench.work.Task;

/** The TorchScript of each task: the fastest form of those tried. Literals are avoided where they would be single precision. */
final class Scripts {
    /** Samples of audio over which a loop of single operations is not yet a waste of time. */
    private static final int LONGEST_LOOP = 441_000;
    /** Samples of audio whose intermediate results, some twenty times as many numbers, fit into memory. */
    private static final int LONGEST_WALK = 2_646_000;

    private Scripts() {}

    static List<Script> of(Task task) {
        long n = task.n();
        return switch (task.family()) {
            case "chain" -> script(CHAIN);
            case "exp", "log", "sin", "tanh" -> script("""
                      def forward(self, x: Tensor) -> Tensor:
                        return torch.FUNCTION(x)
                    """.replace("FUNCTION", task.family()));
            case "pow" -> script("""
                      def forward(self, x: Tensor, y: Tensor) -> Tensor:
                        return torch.pow(x, y)
                    """);
            case "gather" -> script(GATHER);
            case "gather-index" -> script(GATHER_INDEX);
            case "gather-both" -> script(GATHER_BOTH);
            case "softmax" -> script("""
                      def forward(self, x: Tensor, w: Tensor) -> Tensor:
                        return torch.softmax(x, 1)
                    """, new long[] {n, n}, new long[] {n, n});
            case "softmax-grad" -> script("""
                      def forward(self, x: Tensor, w: Tensor) -> Tuple[Tensor, Tensor]:
                        x0 = torch.requires_grad_(torch.detach(x), True)
                        y = torch.softmax(x0, 1)
                        s = torch.dot(torch.flatten(y), torch.flatten(w))
                        g = torch.grad([s], [x0])
                        return (torch.detach(s), unchecked_cast(Tensor, g[0]))
                    """, new long[] {n, n}, new long[] {n, n});
            case "matmul" -> script(MATMUL, new long[] {n, n}, new long[] {n, n}, new long[] {n, n});
            case "matmul-grad" -> script(twoGradients("torch.matmul(a0, b0)"), new long[] {n, n}, new long[] {n, n}, new long[] {n, n});
            case "matvec" -> script(MATMUL, new long[] {n, n}, new long[] {n}, new long[] {n});
            case "matvec-grad" -> script(twoGradients("torch.matmul(a0, b0)"), new long[] {n, n}, new long[] {n}, new long[] {n});
            case "conv1d" -> script("""
                      def forward(self, a: Tensor, b: Tensor, w: Tensor) -> Tensor:
                        return torch.conv1d(a, b)
                    """, new long[] {1, 1, n}, new long[] {1, 1, 64}, new long[] {1, 1, n - 63});
            case "conv1d-grad" -> script(twoGradients("torch.conv1d(a0, b0)"),
                    new long[] {1, 1, n}, new long[] {1, 1, 64}, new long[] {1, 1, n - 63});
            case "scalar-chain" -> script(SCALAR_CHAIN.replace("ROUNDS", String.valueOf(n / 2)));
            case "walk" -> walk(n);
            default -> List.of();
        };
    }

    private static List<Script> walk(long n) {
        if (n > LONGEST_WALK) {
            return List.of();
        }
        return n > LONGEST_LOOP ? List.of(WalkScript.vectorised()) : List.of(WalkScript.vectorised(), WalkScript.loop());
    }

    private static List<Script> script(String source, long[]... shapes) {
        return List.of(new Script(source, shapes));
    }

    private static String twoGradients(String product) {
        return """
                  def forward(self, a: Tensor, b: Tensor, w: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
                    a0 = torch.requires_grad_(torch.detach(a), True)
                    b0 = torch.requires_grad_(torch.detach(b), True)
                    s = torch.dot(torch.flatten(PRODUCT), torch.flatten(w))
                    g = torch.grad([s], [a0, b0])
                    return (torch.detach(s), unchecked_cast(Tensor, g[0]), unchecked_cast(Tensor, g[1]))
                """.replace("PRODUCT", product).indent(0);
    }

    private static final String MATMUL = """
              def forward(self, a: Tensor, b: Tensor, w: Tensor) -> Tensor:
                return torch.matmul(a, b)
            """;

    private static final String CHAIN = """
              def forward(self, a: Tensor, b: Tensor, c: Tensor) -> Tuple[Tensor, Tensor, Tensor, Tensor]:
                a0 = torch.requires_grad_(torch.detach(a), True)
                b0 = torch.requires_grad_(torch.detach(b), True)
                c0 = torch.requires_grad_(torch.detach(c), True)
                s = torch.sum(torch.mul(torch.tanh(torch.add(torch.mul(a0, b0), c0)), torch.sigmoid(a0)))
                g = torch.grad([s], [a0, b0, c0])
                return (torch.detach(s), unchecked_cast(Tensor, g[0]), unchecked_cast(Tensor, g[1]), unchecked_cast(Tensor, g[2]))
            """;

    private static final String GATHER = """
              def forward(self, x: Tensor, t: Tensor) -> Tensor:
                floor = torch.floor(t)
                k = torch.to(floor, 4)
                left = torch.index_select(x, 0, k)
                right = torch.index_select(x, 0, torch.add(k, 1))
                return torch.add(left, torch.mul(torch.sub(t, floor), torch.sub(right, left)))
            """;

    private static final String GATHER_INDEX = """
              def forward(self, x: Tensor, t: Tensor) -> Tuple[Tensor, Tensor]:
                t0 = torch.requires_grad_(torch.detach(t), True)
                floor = torch.floor(t)
                k = torch.to(floor, 4)
                left = torch.index_select(x, 0, k)
                right = torch.index_select(x, 0, torch.add(k, 1))
                y = torch.add(left, torch.mul(torch.sub(t0, floor), torch.sub(right, left)))
                s = torch.div(torch.sum(torch.mul(y, y)), 2)
                g = torch.grad([s], [t0])
                return (torch.detach(s), unchecked_cast(Tensor, g[0]))
            """;

    private static final String GATHER_BOTH = """
              def forward(self, x: Tensor, t: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
                x0 = torch.requires_grad_(torch.detach(x), True)
                t0 = torch.requires_grad_(torch.detach(t), True)
                floor = torch.floor(t)
                k = torch.to(floor, 4)
                left = torch.index_select(x0, 0, k)
                right = torch.index_select(x0, 0, torch.add(k, 1))
                y = torch.add(left, torch.mul(torch.sub(t0, floor), torch.sub(right, left)))
                s = torch.div(torch.sum(torch.mul(y, y)), 2)
                g = torch.grad([s], [t0, x0])
                return (torch.detach(s), unchecked_cast(Tensor, g[0]), unchecked_cast(Tensor, g[1]))
            """;

    private static final String SCALAR_CHAIN = """
              def forward(self, x: Tensor, a: Tensor, b: Tensor) -> Tuple[Tensor, Tensor]:
                x0 = torch.requires_grad_(torch.detach(x), True)
                y = x0
                for i in range(ROUNDS):
                  y = torch.add(torch.mul(y, a), b)
                g = torch.grad([y], [x0])
                return (torch.detach(y), unchecked_cast(Tensor, g[0]))
            """;
}
