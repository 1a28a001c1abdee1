package org.titlechain.server.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.Value;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.contract.governance.Proposal;
import org.titlechain.contract.governance.ProposalKind;
import org.titlechain.contract.governance.Role;
import org.titlechain.evm.AccountFile;
import org.titlechain.evm.EvmEngine;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import org.titlechain.server.node.Submissions;
import org.titlechain.testkit.evm.Anvil;

/** A node turns back by itself, and goes on where it was, on the real engines. */
class EngineSwitchTest {
    @TempDir
    Path folder;

    @Test
    void shouldTurnBackByItselfAndGoOverLater() throws Exception {
        try (DataFolder held = DataFolder.open(folder.resolve("node"));
                Node node = Nodes.open(held, Configuration.read(held.root(), Map.of()));
                EngineSwitch engines = engines(held, node, Duration.ofSeconds(10))) {
            engines.begin();
            try (Anvil anvil = Anvil.start(folder)) {
                Path account = folder.resolve("account");
                anvil.fund(AccountFile.create(account).address());
                assertThat(engines.prepare(evm(anvil, account))).isTrue();
            }
            // The chain has ended with its process: nobody can be ready.
            engines.change(EvmEngine.NAME);
            await(() -> engines.binding().switching().isEmpty(), () -> stand(engines, node));
            // What the chain began with, what was voted for, and what it turned back to.
            assertThat(node.ledger().history("engine", 0, 10)).hasSizeGreaterThan(2);
            assertThat(engines.trouble()).isNotEmpty();
            assertThat(engines.binding().kind()).isEqualTo("embedded");
            assertThat(node.engine().orElseThrow().engine().epochs()).hasSize(1);

            assertThat(engines.prepare(wish(CometBftEngine.NAME))).isTrue();
            // Two members propose at the same time: one proposal is decided, the other stays open.
            propose(held, node);
            propose(held, node);
            engines.change(CometBftEngine.NAME);
            // Said twice, it is one change.
            engines.change(CometBftEngine.NAME);
            await(
                    () -> node.engine().orElseThrow().engine().epochs().size() == 2
                            && !node.engine().orElseThrow().engine().isChanging(),
                    () -> stand(engines, node));
            engines.change(CometBftEngine.NAME);
            assertThat(engines.binding().epoch()).isEqualTo(2);
            assertThat(List.of(2L, 3L))
                    .map(number -> Proposal.find(node.ledger().state(), number)
                            .orElseThrow()
                            .state())
                    .containsExactlyInAnyOrder(Proposal.State.ACCEPTED, Proposal.State.OPEN);
            assertThat(engines.open()).as("nobody is asked for what is made").isEmpty();
        }
        assertThat(EngineFolder.epochs(folder.resolve("node"))).hasSize(2);
    }

    private static void propose(DataFolder held, Node node) throws InterruptedException {
        AdministratorKeys keys = new AdministratorKeys(held.root(), node.suite(), node.ledger());
        Submissions.accepted(new Submissions(node.ledger())
                .submit(
                        keys.of(Role.SYSTEM).orElseThrow().signer(),
                        List.of(Value.map()
                                .put("type", "governance.propose")
                                .put("kind", ProposalKind.ENGINE.label())
                                .put(
                                        "body",
                                        Value.map()
                                                .put("to", CometBftEngine.NAME)
                                                .put("freezeHeight", 0)
                                                .build())
                                .put("expires", System.currentTimeMillis() + 3_600_000)
                                .put("activation", 0)
                                .build())));
    }

    private static EngineSwitch engines(DataFolder held, Node node, Duration patience) {
        return new EngineSwitch(
                held.root(),
                node.suite(),
                node.ledger(),
                node.engine().orElseThrow(),
                new AdministratorKeys(held.root(), node.suite(), node.ledger()),
                patience);
    }

    private static Wish wish(String kind) {
        return new Wish(
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Wish evm(Anvil anvil, Path account) {
        return new Wish(
                EvmEngine.NAME,
                Optional.of(anvil.address().toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(account.toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What a failure needs to say. */
    private static String stand(EngineSwitch engines, Node node) {
        return engines.binding() + ", trouble: " + engines.trouble() + ", "
                + node.ledger().status() + ", "
                + node.engine().orElseThrow().engine().status();
    }

    private static void await(BooleanSupplier wanted, Supplier<String> stand) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(end - System.nanoTime()).as(stand).isPositive();
            LockSupport.parkNanos(5_000_000);
        }
    }
}
