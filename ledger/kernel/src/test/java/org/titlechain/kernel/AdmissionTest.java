package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.testkit.ledger.TestContract;

/** Over the embedded engine, whose blocks hold several entries. */
final class AdmissionTest {
    private static final int SUBMITTERS = 24;
    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    @Test
    void shouldTakeWhatComesWhileOutcomesAreHandedOut() throws IOException {
        try (EmbeddedEngine engine = TestChain.engine(folder);
                MemberNode node = TestChain.node(folder, engine)) {
            TestChain.submit(node, TestChain.genesis());
            for (int round = 0; round < ROUNDS; round++) {
                List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
                for (int unit = 0; unit < SUBMITTERS; unit++) {
                    outcomes.add(submitTwice(node, 100 * round + unit, unit));
                }
                CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
            }
            for (int unit = 0; unit < SUBMITTERS; unit++) {
                byte[] sheet = node.find(TestContract.key(unit)).orElseThrow().value();
                assertThat(CanonicalDecoder.decode(sheet).asMap().get("count").asLong())
                        .isEqualTo(2 * ROUNDS);
            }
        }
    }

    /** The second entry is submitted by whoever hands out the outcome of the first one. */
    private static CompletableFuture<Outcome> submitTwice(MemberNode node, int number, int unit) {
        return node.submit(TestChain.entry(number, TestContract.put("first", unit)))
                .thenCompose(outcome -> node.submit(TestChain.entry(number + 50, TestContract.put("then", unit))));
    }
}
