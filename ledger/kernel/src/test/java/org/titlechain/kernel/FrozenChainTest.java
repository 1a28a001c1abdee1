package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.governance.EngineBinding;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.ledger.Entry;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** Between the freeze of a switch and its end, only what is about the switch counts; nothing else is lost. */
class FrozenChainTest {
    @TempDir
    private Path folder;

    private EmbeddedEngine engine;
    private MemberNode node;

    @BeforeEach
    void begin() throws IOException {
        engine = TestChain.engine(folder);
        node = MemberNode.open(
                new MemberNode.Options(
                        TestEntries.CHAIN, Suite.GM, "registry", TestChain.MEMBER, folder.resolve("state"), 2),
                engine,
                TestChain.contract());
        Genesis genesis = new Genesis(
                TestEntries.CHAIN,
                Suite.GM,
                2,
                List.of(new Genesis.Member("registry", TestChain.MEMBER.publicKey(), "registry")),
                List.of(new Genesis.Key(
                        TestChain.FOUNDER.publicKey(),
                        "administrator",
                        "registry",
                        List.of("administrator", "recorder"),
                        List.of(""))));
        TestChain.submit(node, genesis.entry(TestChain.FOUNDER));
    }

    @AfterEach
    void end() {
        node.close();
        engine.close();
    }

    @Test
    void shouldPassOverEntriesWhileFrozenAndLeaveTheirIdentifiersFree() {
        assertThat(TestChain.submit(node, entry(1, switchTo("evm"))).leaves()).hasSize(1);
        assertThat(TestChain.submit(node, entry(2, vote())).leaves()).hasSize(1);
        TestChain.submit(node, entry(3, TestContract.put("before", 1)));
        long size = node.status().logSize();
        Entry waiting = entry(4, TestContract.put("frozen", 2));
        CompletableFuture<Ledger.Outcome> outcome = node.submit(waiting);
        TestChain.submit(node, entry(5, said("back")));

        assertThat(outcome).isNotDone();
        assertThat(node.outcome(waiting.id())).isEmpty();
        assertThat(node.find(TestContract.key(2))).isEmpty();
        assertThat(node.status().logSize()).isEqualTo(size + 1);
        assertThat(EngineBinding.at(node.state(), node.status().height() + 1).switching())
                .isEmpty();

        assertThat(TestChain.submit(node, entry(6, TestContract.put("after", 3)))
                        .leaves())
                .hasSize(1);
        assertThat(node.cosigners().quorum()).isEqualTo(1);
    }

    private static Entry entry(int number, MapValue command) {
        byte[] nonce = new byte[16];
        nonce[0] = (byte) number;
        return Entry.signed(
                new Entry.Body(TestEntries.CHAIN, TestChain.FOUNDER.publicKey(), nonce, 0, 2, List.of(command)),
                TestChain.FOUNDER);
    }

    private static MapValue switchTo(String kind) {
        return Value.map()
                .put("type", "governance.propose")
                .put("kind", "engine.switch")
                .put("body", Value.map().put("to", kind).put("freezeHeight", 0).build())
                .put("expires", Long.MAX_VALUE)
                .put("activation", 0)
                .build();
    }

    private static MapValue vote() {
        return Value.map()
                .put("type", "governance.vote")
                .put("proposal", 1)
                .put("member", "registry")
                .put("approve", true)
                .build();
    }

    private static MapValue said(String what) {
        return Value.map()
                .put("type", "governance.engine." + what)
                .put("member", "registry")
                .put("epoch", 1)
                .build();
    }
}
