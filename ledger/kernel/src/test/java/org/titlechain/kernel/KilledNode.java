package org.titlechain.kernel;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.testkit.ledger.TestContract;

/** A process of its own that submits as fast as it can and prints what was acknowledged, until it is killed. */
final class KilledNode {
    private static final int AT_ONCE = 24;

    private KilledNode() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long next = Long.parseLong(arguments[1]);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        try (EmbeddedEngine engine = TestChain.engine(folder);
                MemberNode node = TestChain.node(folder, engine)) {
            TestChain.submit(node, TestChain.genesis());
            while (true) {
                Map<Long, CompletableFuture<Outcome>> outcomes = new LinkedHashMap<>();
                for (int i = 0; i < AT_ONCE; i++, next++) {
                    outcomes.put(
                            next, node.submit(TestChain.entry(next, TestContract.put("c" + next, next, next % 10))));
                }
                List<String> lines = new ArrayList<>();
                outcomes.forEach((number, outcome) -> lines.add(
                        number + " " + outcome.join().leaves().getFirst().position()));
                lines.forEach(out::println);
                out.flush();
            }
        }
    }
}
