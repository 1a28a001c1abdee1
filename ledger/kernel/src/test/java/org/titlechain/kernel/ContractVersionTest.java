package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.ledger.Entry;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** A chain goes over to another contract version at a height, and a program that does not know it stops before. */
class ContractVersionTest {
    private static final int LONGEST_WAIT_SECONDS = 20;

    @TempDir
    private Path folder;

    private EmbeddedEngine engine;
    private MemberNode node;

    @BeforeEach
    void begin() throws IOException {
        engine = TestChain.engine(folder);
        node = open(1);
        TestChain.submit(node, TestChain.genesis());
    }

    @AfterEach
    void end() {
        node.close();
        engine.close();
    }

    @Test
    void shouldStopBeforeTheHeightOfAnUnknownVersionAndGoOnWithANewerProgram() throws Exception {
        TestChain.submit(node, TestChain.entry(1, activate(3, 4)));

        assertThat(node.contractVersion()).isEqualTo(1);
        assertThat(node.status().detail()).contains("contract version 3", "block 4");
        assertThat(node.status().exitCode()).isEmpty();

        TestChain.submit(node, TestChain.entry(2, TestContract.put("a", 1)));
        awaitStop();

        assertThat(node.status().height()).isEqualTo(3);
        assertThat(node.status().exitCode()).hasValue(MemberNode.EXIT_PROGRAM_TOO_OLD);
        assertThat(node.status().detail()).contains("contract version 3", "block 4", "newer program");
        assertThatThrownBy(() -> TestChain.submit(node, TestChain.entry(3, TestContract.put("a", 1))))
                .hasCauseInstanceOf(SubmissionException.class);

        node.close();
        node = open(3);
        assertThat(node.contractVersion()).isEqualTo(3);
        assertThat(decision(TestChain.entry(3, TestContract.put("a", 1)))
                        .get("code")
                        .asText())
                .isEqualTo("ENTRY_CONTRACT_VERSION");
        assertThat(decision(builtFor(3, TestContract.put("b", 1)))
                        .get("accepted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldRefuseEntriesForAVersionBeforeItsHeight() throws Exception {
        node.close();
        node = open(2);
        TestChain.submit(node, TestChain.entry(1, activate(2, 4)));

        assertThat(decision(builtFor(2, TestContract.put("a", 1))).get("code").asText())
                .isEqualTo("ENTRY_CONTRACT_VERSION");
        assertThat(node.contractVersion()).isEqualTo(2);
        assertThat(decision(builtFor(2, TestContract.put("b", 1)))
                        .get("accepted")
                        .asBoolean())
                .isTrue();
    }

    private MemberNode open(long newestVersion) throws IOException {
        MemberNode.Options options = new MemberNode.Options(
                TestEntries.CHAIN,
                TestChain.MEMBER.suite(),
                "registry",
                TestChain.MEMBER,
                folder.resolve("state"),
                newestVersion);
        return MemberNode.open(options, engine, new Voting(TestChain.contract()));
    }

    private MapValue decision(Entry entry) {
        return TestChain.submit(node, entry)
                .leaves()
                .getFirst()
                .map()
                .get("decision")
                .asMap();
    }

    private static Entry builtFor(long version, MapValue command) {
        byte[] nonce = new byte[16];
        nonce[0] = 9;
        return Entry.signed(
                new Entry.Body(TestEntries.CHAIN, TestChain.FOUNDER.publicKey(), nonce, 0, version, List.of(command)),
                TestChain.FOUNDER);
    }

    private static MapValue activate(long version, long height) {
        return Value.map()
                .put("type", "test.activate")
                .put("version", version)
                .put("height", height)
                .build();
    }

    private void awaitStop() throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(LONGEST_WAIT_SECONDS).toNanos();
        while (node.status().exitCode().isEmpty() && System.nanoTime() < end) {
            node.awaitLogSize(node.status().logSize(), Duration.ofMillis(20));
        }
    }

    /** Sets the version as a vote would. */
    private record Voting(Contract others) implements Contract {
        @Override
        public Decision decide(StateView state, Command command, BlockContext context) {
            if (!command.type().equals("test.activate")) {
                return others.decide(state, command, context);
            }
            MapValue now = state.find("chain").orElseThrow();
            MapValue then = Value.map()
                    .put("chain", now.get("chain"))
                    .put("suite", now.get("suite"))
                    .put("created", now.get("created"))
                    .put("contract", command.body().get("version"))
                    .build();
            MapValue changed = Scheduled.value(
                    Optional.of(now), command.body().get("height").asLong(), then);
            return new Decision.Accepted(
                    List.of(new Decision.Change("chain", changed)), Value.map().build());
        }
    }
}
