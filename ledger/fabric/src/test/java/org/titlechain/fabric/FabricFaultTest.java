package org.titlechain.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.driver.Origin;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.fabric.proof.Order;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.testkit.ledger.TestEntries;

/** What a real network and those who write to it do to a driver; run where FABRIC_BIN names the programs. */
final class FabricFaultTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final int ENTRIES = 400;

    @TempDir
    static Path networkFolder;

    private static @Nullable TestChannel started;

    @TempDir
    Path folder;

    @BeforeAll
    static void startNetwork() throws IOException {
        started = TestChannel.start(networkFolder, NetworkPlan.raft());
    }

    @AfterAll
    static void stopNetwork() {
        if (started != null) {
            started.close();
        }
    }

    private static TestChannel channel() {
        return Objects.requireNonNull(started);
    }

    @Test
    void shouldGiveTwoMembersOneOrderWhileAPeerIsKilled() throws Exception {
        try (FabricEngine county = channel().open(folder.resolve("county"));
                FabricEngine city = channel().join(folder.resolve("city"), 1)) {
            List<CompletableFuture<Position>> placed = new ArrayList<>();
            for (int i = 0; i < ENTRIES; i++) {
                placed.add((i % 2 == 0 ? county : city).append(TestEntries.unsigned(i, 300)));
                if (i == ENTRIES / 2) {
                    // The county's own peer: the city's serves both from now on.
                    channel().network().killPeer(0);
                }
            }
            assertThat(positions(placed)).hasSize(ENTRIES);
            List<Block> seen = blocks(county, ENTRIES);
            assertThat(texts(blocks(city, ENTRIES))).isEqualTo(texts(seen));
        } finally {
            channel().network().restartPeer(0);
        }
    }

    @Test
    void shouldLeaveAPeerThatHangs() throws Exception {
        try (FabricEngine engine = channel().open(folder)) {
            // What is placed while the other one is away is placed by the peer that will hang.
            channel().network().killPeer(1);
            engine.append(TestEntries.entry(1)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            channel().network().restartPeer(1);
            channel().network().suspendPeer(0);
            Position second = engine.append(TestEntries.entry(2)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(second).isEqualTo(new Position(2, 0));
        } finally {
            channel().network().resumePeer(0);
        }
    }

    @Test
    void shouldWaitForTheOrdererAndLoseAndDoubleNothing() throws Exception {
        try (FabricEngine engine = channel().open(folder)) {
            List<CompletableFuture<Position>> placed = new ArrayList<>();
            for (int i = 0; i < ENTRIES; i++) {
                placed.add(engine.append(TestEntries.unsigned(i, 300)));
                if (i == ENTRIES / 2) {
                    channel().network().killOrderer(0);
                }
            }
            await(engine, () -> engine.status().detail().contains("uncertain"));
            assertThat(engine.status().accepting()).isTrue();
            assertThat(placed.getLast()).isNotDone();
            channel().network().restartOrderer(0);
            assertThat(positions(placed)).hasSize(ENTRIES);
            assertThat(new HashSet<>(entries(engine, ENTRIES))).hasSize(ENTRIES);
        }
    }

    @Test
    void shouldWaitForTheChaincode() throws Exception {
        try (FabricEngine engine = channel().open(folder)) {
            engine.append(TestEntries.entry(1)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            channel().network().stopChaincode();
            CompletableFuture<Position> second = engine.append(TestEntries.entry(2));
            await(engine, () -> engine.status().detail().contains("does not endorse"));
            assertThat(second).isNotDone();
            channel().network().startChaincode();
            assertThat(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(new Position(2, 0));
        }
    }

    @Test
    void shouldPassOverGarbageAndCountWhatPeersCallInvalid() throws Exception {
        try (FabricEngine engine = channel().open(folder);
                Author author = channel().author(1)) {
            Order order = channel().order();
            engine.append(TestEntries.entry(1)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            byte[] batch = Author.batch(
                    1,
                    List.of(TestEntries.entry(1).bytes(), TestEntries.entry(2).bytes(), new byte[] {1, 2, 3}));
            byte[] function = Order.FUNCTION.getBytes(StandardCharsets.US_ASCII);
            List<List<byte[]>> garbage = List.of(
                    List.of(),
                    List.of(function, order.name()),
                    List.of(function, order.name(), Arrays.copyOf(batch, batch.length - 1)),
                    List.of(function, new byte[32], batch),
                    List.of("prepend".getBytes(StandardCharsets.US_ASCII), order.name(), batch));
            for (List<byte[]> arguments : garbage) {
                author.submit(order.name(), batch, Author.arguments(arguments));
            }
            // Another order on the same channel is nothing to this one.
            author.submit(new byte[32], batch, UnaryOperator.identity());
            // No peer calls this one valid; the orderers have placed it all the same.
            author.submit(order.name(), batch, Author::withoutEndorsement);
            assertThat(entries(engine, 3))
                    .containsExactly(
                            hex(TestEntries.entry(1).bytes()),
                            hex(TestEntries.entry(2).bytes()),
                            "010203");
            Position third = engine.append(TestEntries.entry(3)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(third).isEqualTo(new Position(3, 0));
            assertThat(engine.append(TestEntries.entry(2)).get()).isEqualTo(new Position(2, 0));
            Block second = blocks(engine, 3).get(1);
            byte[] evidence = engine.finality(2).evidence();
            assertThat(channel().refusal(evidence, second)).isPresent();
            String first = hex(TestEntries.entry(1).bytes());
            assertThat(channel()
                            .check()
                            .refusal(evidence, second, entry -> hex(entry).equals(first)))
                    .isEmpty();
        }
    }

    @Test
    void shouldFollowAChangeOfTheConfiguration() throws Exception {
        try (FabricEngine engine = channel().open(folder)) {
            engine.append(TestEntries.entry(1)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            channel().network().update(Author.batchTimeout(channel().place().channel(), 1, "40ms"));
            engine.append(TestEntries.entry(2)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            for (Block block : blocks(engine, 2)) {
                byte[] evidence = engine.finality(block.height()).evidence();
                assertThat(channel().refusal(evidence, block)).isEmpty();
            }
        }
        // After a start the configurations are known without reading the channel from its beginning.
        try (FabricEngine engine = channel().join(folder, 1)) {
            Position third = engine.append(TestEntries.entry(3)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(third).isEqualTo(new Position(3, 0));
        }
    }

    @Test
    void shouldWaitForATimeThatIsFarAheadAndNameWhoSaysIt() throws Exception {
        try (FabricEngine engine = channel().open(folder);
                Author author = channel().author(1)) {
            Order order = channel().order();
            Position first = engine.append(TestEntries.entry(1)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            byte[] near = Author.batch(1, List.of(TestEntries.entry(2).bytes()));
            author.submit(order.name(), near, UnaryOperator.identity(), Duration.ofMinutes(10));
            Block second = blocks(engine, 2).getLast();
            assertThat(second.height()).isEqualTo(first.height() + 1);
            byte[] far = Author.batch(2, List.of(TestEntries.entry(3).bytes()));
            author.submit(order.name(), far, UnaryOperator.identity(), Duration.ofDays(400));
            await(engine, () -> engine.status().detail().contains("written by cityMSP"));
            assertThat(engine.status().height()).isEqualTo(second.height());
        }
    }

    @Test
    void shouldStopAtAChannelThatIsAnother() throws Exception {
        FabricPlace place = channel().place();
        byte[] other = place.genesisHash().clone();
        other[0] ^= 1;
        try (FabricEngine engine = FabricEngine.open(
                folder,
                "another",
                Origin.GENESIS,
                FabricConnection.read(channel().network().connectionFile(0)),
                new FabricPlace(place.channel(), place.chaincode(), other),
                FabricEngine.limits())) {
            await(engine, () -> engine.status().detail().contains("the channel begins with block 0 of hash"));
            assertThat(engine.status().height()).isZero();
        }
    }

    @Test
    void shouldKeepKeysFromOthers() throws Exception {
        FabricConnection connection = FabricConnection.read(channel().network().connectionFile(0));
        Path key = Files.copy(connection.key(), folder.resolve("key.pem"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        FabricConnection open = new FabricConnection(
                connection.peers(), connection.tlsRoots(), connection.organisation(), connection.certificate(), key);
        assertThatThrownBy(() -> Peers.of(open, "titlechain"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0600");
    }

    private static Set<Position> positions(List<CompletableFuture<Position>> placed) throws Exception {
        Set<Position> positions = new HashSet<>();
        for (CompletableFuture<Position> future : placed) {
            positions.add(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        return positions;
    }

    private static void await(LedgerEngine engine, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(deadline - System.nanoTime())
                    .as("within the patience: %s", engine.status())
                    .isPositive();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(10).toNanos());
        }
    }

    private static List<Block> blocks(LedgerEngine engine, int entries) throws InterruptedException {
        List<Block> blocks = new ArrayList<>();
        int seen = 0;
        try (BlockCursor cursor = engine.read(1)) {
            while (seen < entries) {
                Block block = cursor.next(Duration.ofSeconds(PATIENCE_SECONDS)).orElseThrow();
                seen += block.entries().size();
                blocks.add(block);
            }
        }
        return blocks;
    }

    private static List<String> entries(LedgerEngine engine, int count) throws InterruptedException {
        List<String> entries = new ArrayList<>();
        blocks(engine, count).forEach(block -> block.entries().forEach(entry -> entries.add(hex(entry))));
        return entries;
    }

    private static List<String> texts(List<Block> blocks) {
        return blocks.stream()
                .map(block -> block.height() + " " + block.time() + " "
                        + block.entries().stream().map(FabricFaultTest::hex).toList())
                .toList();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
