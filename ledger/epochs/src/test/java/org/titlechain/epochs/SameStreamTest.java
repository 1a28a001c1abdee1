package org.titlechain.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.evm.AccountFile;
import org.titlechain.evm.Deployment;
import org.titlechain.evm.EvmSettings.Place;
import org.titlechain.evm.FinalityRule;
import org.titlechain.fabric.network.FabricNetwork;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.fabric.network.Programs;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.MemberNode;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.testkit.evm.Anvil;
import org.titlechain.testkit.ledger.InMemoryEngine;
import org.titlechain.testkit.ledger.ListEngine;
import org.titlechain.testkit.ledger.SharedList;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;
import org.titlechain.testkit.story.GoldenStories;

/**
 * The same entries through every engine. What an engine gives back, cut into the same blocks with the same times, gives
 * the same decisions, codes and roots: height and time of a block are part of its leaves, so equal roots are claimed
 * for equal blocks ({@code docs/engines.md}).
 */
final class SameStreamTest {
    /** 10,000 by command: {@code -Dtest.jvm.arguments=-Dtitlechain.stream=10000}. */
    private static final int COMMANDS = Integer.getInteger("titlechain.stream", 600);

    private static final int BLOCK = 37;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));

    @TempDir
    Path folder;

    @Test
    void shouldComeToTheSameDecisionsAndRootsOnEveryEngine() throws Exception {
        List<Entry> stream = stream();
        Map<String, List<String>> results = new LinkedHashMap<>();
        try (LedgerEngine memory = new InMemoryEngine(CLOCK)) {
            results.put("memory", through(memory, stream));
        }
        try (LedgerEngine embedded =
                EmbeddedEngine.open(folder.resolve("embedded"), Suite.GM, CLOCK, EmbeddedEngine.Limits.standard())) {
            results.put("embedded", through(embedded, stream));
        }
        try (LedgerEngine list =
                ListEngine.open(folder.resolve("list"), new SharedList(CLOCK), Origin.GENESIS, Limits.standard())) {
            results.put("list", through(list, stream));
        }
        try (Anvil anvil = Anvil.start(folder);
                LedgerEngine evm = new TestEngines(folder.resolve("evm")).open(epoch(anvil))) {
            results.put("evm", through(evm, stream));
        }
        Optional<Programs> programs = Programs.find();
        if (programs.isPresent()) {
            try (FabricNetwork network =
                            FabricNetwork.start(programs.get(), folder.resolve("fabric-network"), NetworkPlan.raft());
                    LedgerEngine fabric = new TestEngines(folder.resolve("fabric")).open(epoch(network))) {
                results.put("fabric", through(fabric, stream));
            }
        } else {
            System.out.println("without Fabric: " + Programs.MISSING);
        }
        assertThat(results.get("memory")).hasSizeGreaterThan(stream.size());
        assertThat(results.values().stream().distinct())
                .as("one result: %s", results.keySet())
                .hasSize(1);
    }

    private Epoch epoch(Anvil anvil) throws Exception {
        Path account = folder.resolve("account");
        anvil.fund(AccountFile.create(account).address());
        Place place =
                Deployment.deploy(anvil.address(), account, FinalityRule.parse("immediate"), Duration.ofSeconds(20));
        return Epoch.first(
                "evm",
                new java.util.TreeMap<>(Map.of(
                        "node", anvil.address().toString(),
                        "place", place.text(),
                        "account", account.toString())));
    }

    private static Epoch epoch(FabricNetwork network) throws IOException {
        return Epoch.first(
                "fabric",
                new java.util.TreeMap<>(Map.of(
                        "place",
                        network.place().text(),
                        "connection",
                        network.connectionFile(0).toString())));
    }

    /** Every record type and breach that the golden stories tell, governance, what is refused, and units in between. */
    private static List<Entry> stream() {
        List<MapValue> commands = new ArrayList<>();
        commands.add(TestMember.genesisCommand());
        GoldenStories.tell().forEach(told -> commands.add(told.command()));
        commands.add(Value.map()
                .put("type", "governance.propose")
                .put("kind", "parameter.set")
                .put("body", Value.map().build())
                .put("expires", 1)
                .put("activation", 0)
                .build());
        commands.add(Value.map().put("type", "governance.vote").build());
        commands.add(Value.map().put("type", "rule.unknown").build());
        commands.add(Value.map().put("type", "registration.unknown").build());
        for (int i = 0; commands.size() < COMMANDS; i++) {
            commands.add(
                    i % 10 == 9
                            ? TestContract.command("test.refuse")
                            : TestContract.put("c" + i, i % 200, 1_000 + i % 70));
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            entries.add(TestMember.entry(i, commands.get(i)));
        }
        return entries;
    }

    private List<String> through(LedgerEngine engine, List<Entry> stream) throws Exception {
        List<CompletableFuture<Position>> placed = new ArrayList<>();
        for (Entry entry : stream) {
            placed.add(engine.append(entry));
        }
        for (CompletableFuture<Position> future : placed) {
            future.get(120, TimeUnit.SECONDS);
        }
        List<byte[]> ordered = new ArrayList<>();
        try (BlockCursor cursor = engine.read(1)) {
            while (ordered.size() < stream.size()) {
                ordered.addAll(cursor.next(Duration.ofSeconds(20)).orElseThrow().entries());
            }
        }
        assertThat(ordered.stream().map(HexFormat.of()::formatHex))
                .containsExactlyElementsOf(stream.stream()
                        .map(entry -> HexFormat.of().formatHex(entry.bytes()))
                        .toList());
        return replayed(ordered);
    }

    /** Roots of every block, and code or acceptance of every leaf. */
    private List<String> replayed(List<byte[]> ordered) throws IOException, InterruptedException {
        Path state = Files.createTempDirectory(folder, "state-");
        List<String> result = new ArrayList<>();
        try (InMemoryEngine blocks = new InMemoryEngine(CLOCK)) {
            for (int i = 0; i < ordered.size(); i += BLOCK) {
                blocks.place(ordered.subList(i, Math.min(ordered.size(), i + BLOCK)));
            }
            long height = blocks.status().height();
            try (MemberNode node = MemberNode.open(
                    new MemberNode.Options(
                            TestEntries.CHAIN,
                            Suite.GM,
                            "registry",
                            TestEntries.signer(1),
                            state,
                            TitleChainContract.VERSION),
                    blocks,
                    new TestContract(new TitleChainContract(Suite.GM.hash())))) {
                while (node.status().height() < height) {
                    assertThat(node.status().exitCode()).isEmpty();
                    node.awaitLogSize(node.status().logSize(), Duration.ofMillis(100));
                }
                for (BlockSummary block : node.blocks(0, 100_000)) {
                    result.add(block.height() + " " + HexFormat.of().formatHex(block.logRoot()) + " "
                            + HexFormat.of().formatHex(block.stateRoot()));
                }
                for (Leaf leaf : node.leaves(0, 100_000)) {
                    MapValue decision = leaf.map().get("decision").asMap();
                    result.add(
                            decision.get("accepted").asBoolean()
                                    ? "accepted"
                                    : decision.get("code").asText());
                }
            }
        }
        return result;
    }
}
