package org.titlechain.server.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.epochs.Epoch;
import org.titlechain.fabric.FabricEngine;
import org.titlechain.fabric.network.FabricNetwork;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.fabric.network.Programs;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityOptions;

/** A chain of one member goes over to a real channel of Fabric and back while messages come; with FABRIC_BIN only. */
class FabricSwitchTest {
    @TempDir
    Path folder;

    @Test
    void shouldGoOverToFabricAndBackInUse() throws Exception {
        Optional<Programs> programs = Programs.find();
        Assumptions.assumeTrue(programs.isPresent(), "not run: " + Programs.MISSING);
        try (FabricNetwork network =
                        FabricNetwork.start(programs.orElseThrow(), folder.resolve("network"), NetworkPlan.raft());
                DataFolder held = DataFolder.open(folder.resolve("node"));
                Node node = Nodes.open(held, Configuration.read(held.root(), Map.of()));
                EngineSwitch engines = engines(held, node)) {
            engines.begin();
            Messages messages = new Messages(node);
            Thread client = Thread.ofPlatform().start(messages);
            more(messages);
            assertThatThrownBy(() -> engines.prepare(wish(network, Optional.of("titlechain:another"))))
                    .hasMessageContaining("another");
            assertThat(engines.prepare(wish(network, Optional.empty()))).isTrue();
            goOver(engines, node, FabricEngine.NAME);
            more(messages);
            assertThat(engines.prepare(wish(EmbeddedEngine.NAME, Optional.empty(), Optional.empty())))
                    .isTrue();
            goOver(engines, node, EmbeddedEngine.NAME);
            more(messages);
            messages.ending.set(true);
            client.join();
            assertThat(node.engine().orElseThrow().engine().epochs())
                    .extracting(Epoch::kind)
                    .containsExactly(EmbeddedEngine.NAME, FabricEngine.NAME, EmbeddedEngine.NAME);
            for (String message : messages.answered) {
                assertThat(node.ledger().history("message/" + message, 0, 3))
                        .as("neither lost nor doubled: %s", message)
                        .hasSize(1);
            }
        }
    }

    private static EngineSwitch engines(DataFolder held, Node node) {
        return new EngineSwitch(
                held.root(),
                node.suite(),
                node.ledger(),
                node.engine().orElseThrow(),
                new AdministratorKeys(held.root(), node.suite(), node.ledger()),
                EngineSwitch.PATIENCE);
    }

    private static Wish wish(FabricNetwork network, Optional<String> place) {
        return wish(
                FabricEngine.NAME, place, Optional.of(network.connectionFile(0).toString()));
    }

    private static Wish wish(String kind, Optional<String> place, Optional<String> connection) {
        return new Wish(
                kind,
                Optional.empty(),
                place,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                connection);
    }

    /** Messages one after the other, as long as they are wanted. */
    private static final class Messages implements Runnable {
        private final Node node;
        private final CityGenerator city = new CityGenerator(CityOptions.of(7, 10_000_000));
        private final AtomicBoolean ending = new AtomicBoolean();
        private final Set<String> answered = ConcurrentHashMap.newKeySet();

        Messages(Node node) {
            this.node = node;
        }

        @Override
        public void run() {
            while (!ending.get()) {
                answered.add(node.gateway().record(city.next().bytes()).join().messageId());
            }
        }
    }

    private static void more(Messages messages) {
        int wanted = messages.answered.size() + 20;
        await(() -> messages.answered.size() >= wanted, () -> messages.answered.size() + " of " + wanted);
    }

    private static void await(BooleanSupplier wanted, Supplier<String> stand) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!wanted.getAsBoolean()) {
            assertThat(end - System.nanoTime()).as(stand).isPositive();
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void goOver(EngineSwitch engines, Node node, String kind) throws Exception {
        engines.change(kind);
        await(
                () -> engines.binding().kind().equals(kind)
                        && engines.binding().switching().isEmpty()
                        && !node.engine().orElseThrow().engine().isChanging(),
                () -> engines.binding() + ", trouble: " + engines.trouble() + ", "
                        + node.engine().orElseThrow().engine().status());
    }
}
