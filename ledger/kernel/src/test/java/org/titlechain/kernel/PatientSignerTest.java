package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.SignerUnavailableException;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;
import org.titlechain.testkit.ledger.InMemoryEngine;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

class PatientSignerTest {
    @TempDir
    Path folder;

    private final AtomicBoolean away = new AtomicBoolean();

    @Test
    void shouldAcknowledgeNothingWhileTheKeyIsAwayAndGoOnWhenItIsBack() throws Exception {
        try (MemberNode node = node()) {
            TestChain.submit(node, TestChain.genesis());
            away.set(true);
            CompletableFuture<Outcome> waiting = node.submit(TestChain.entry(1, TestContract.put("first", 1)));

            awaitDetail(node, "the reader is empty");
            assertThat(waiting).isNotDone();
            assertThat(node.status().exitCode()).isEmpty();
            assertThat(node.status().height()).isEqualTo(1);

            away.set(false);
            TrustedMembers trust = TrustedMembers.parse(node.trust().getBytes(StandardCharsets.UTF_8));
            assertThat(waiting.join().receipts())
                    .singleElement()
                    .satisfies(receipt -> assertThat(
                                    Verifier.verifyFile(receipt, trust).isValid())
                            .isTrue());
            assertThat(node.status().detail()).isEmpty();
        }
    }

    @Test
    void shouldCloseWhileItWaits() throws Exception {
        MemberNode node = node();
        TestChain.submit(node, TestChain.genesis());
        away.set(true);
        CompletableFuture<Outcome> waiting = node.submit(TestChain.entry(1, TestContract.put("first", 1)));
        awaitDetail(node, "the reader is empty");

        node.close();

        assertThat(waiting).isCompletedExceptionally();
    }

    private MemberNode node() throws Exception {
        return MemberNode.open(
                new MemberNode.Options(
                        TestEntries.CHAIN,
                        Suite.GM,
                        "registry",
                        new Removable(),
                        folder.resolve("state"),
                        TestChain.VERSION),
                new InMemoryEngine(TestChain.CLOCK),
                TestChain.contract());
    }

    private static void awaitDetail(MemberNode node, String words) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!node.status().detail().contains(words)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** The member's key on a device that can be pulled out. */
    private final class Removable implements Signer {
        @Override
        public Suite suite() {
            return Suite.GM;
        }

        @Override
        public byte[] publicKey() {
            return TestChain.MEMBER.publicKey();
        }

        @Override
        public byte[] sign(byte[] message) {
            if (away.get()) {
                throw new SignerUnavailableException("the reader is empty", new IllegalStateException());
            }
            return TestChain.MEMBER.sign(message);
        }
    }
}
