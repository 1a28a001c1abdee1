package org.titlechain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.driver.BatchFormat;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.testkit.evm.Anvil;
import org.titlechain.testkit.ledger.TestEntries;

/** What chains and their nodes do to a driver. */
final class EvmFaultTest {
    private static final int PATIENCE_SECONDS = 30;
    private static final int BLOCKS_OF_ONE_ENTRY = 30;
    private static final FinalityRule DEPTH = FinalityRule.parse("depth:3");

    @TempDir
    Path folder;

    @Test
    void shouldAcknowledgeNothingThatAReorganisationCanTakeBack() throws Exception {
        try (Anvil anvil = Anvil.start(folder);
                TestOrder order = TestOrder.on(anvil, folder, 1, DEPTH);
                EvmEngine engine = order.open(folder.resolve("member"))) {
            CompletableFuture<Position> first = engine.append(TestEntries.entry(1));
            await(() -> blocksSince(order) > 0);
            mine(anvil, 2);
            assertThatThrownBy(() -> first.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            // The three newest blocks, ours among them, are replaced by empty ones.
            anvil.call("anvil_reorg", "3,[]");
            mine(anvil, 4);
            assertThat(engine.status().height()).isZero();
            // The transaction was thrown away with its block; sent again, it gets a place.
            mineUntil(anvil, first::isDone);
            assertThat(first.get()).isEqualTo(new Position(1, 0));
            assertThat(entries(engine, 1)).containsExactly(hex(TestEntries.entry(1)));
        }
    }

    @Test
    void shouldNotRaiseThePriceByItsOwnOffers() throws Exception {
        try (Anvil anvil = Anvil.start(folder);
                TestOrder order = TestOrder.on(anvil, folder, 1);
                EvmEngine engine = order.open(folder.resolve("member"));
                ChainNode node = order.node()) {
            BigInteger before = node.gasPrice();
            for (int i = 0; i < BLOCKS_OF_ONE_ENTRY; i++) {
                engine.append(TestEntries.entry(i)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            // A node suggests what was paid last: an offer above the suggestion would have doubled it every time.
            assertThat(node.gasPrice()).isLessThan(before.shiftLeft(2));
        }
    }

    @Test
    void shouldFollowNoChainThatTakesBackWhatWasFinal() throws Exception {
        try (Anvil anvil = Anvil.start(folder);
                TestOrder order = TestOrder.on(anvil, folder, 1);
                EvmEngine engine = order.open(folder.resolve("member"))) {
            engine.append(TestEntries.entry(1)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            anvil.call("anvil_reorg", "1,[]");
            mine(anvil, 1);
            await(() -> engine.status().detail().contains("took back"));
            assertThat(engine.status().height()).isEqualTo(1);
            assertThat(entries(engine, 1)).containsExactly(hex(TestEntries.entry(1)));
        }
    }

    @Test
    void shouldPassOverGarbageAndCountARepeatOnce() throws Exception {
        try (Anvil anvil = Anvil.start(folder);
                TestOrder order = TestOrder.on(anvil, folder, 1);
                EvmEngine engine = order.open(folder.resolve("member"))) {
            Stranger stranger = new Stranger(order);
            engine.append(TestEntries.entry(1)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            stranger.append(new byte[0]);
            stranger.append("neither batch nor entry".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            byte[] batch = BatchFormat.encode(
                    1,
                    1,
                    List.of(TestEntries.entry(1).bytes(), TestEntries.entry(2).bytes(), new byte[] {1, 2, 3}));
            stranger.append(batch);
            stranger.append(java.util.Arrays.copyOf(batch, batch.length - 1));
            Position third = engine.append(TestEntries.entry(3)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(third).isEqualTo(new Position(3, 0));
            assertThat(entries(engine, 4))
                    .containsExactly(
                            hex(TestEntries.entry(1)), hex(TestEntries.entry(2)), "010203", hex(TestEntries.entry(3)));
            assertThat(engine.append(TestEntries.entry(2)).get()).isEqualTo(new Position(2, 0));
            // The evidence says so too: what the block leaves out was placed before.
            Block second = block(engine, 2);
            byte[] evidence = engine.finality(2).evidence();
            assertThat(order.refusal(evidence, second)).isPresent();
            assertThat(order.refusal(
                            evidence,
                            second,
                            entry -> HexFormat.of().formatHex(entry).equals(hex(TestEntries.entry(1)))))
                    .isEmpty();
        }
    }

    @Test
    void shouldWaitForANodeThatStandsStillAndLoseAndDoubleNothing() throws Exception {
        try (Anvil anvil = Anvil.start(folder);
                TestOrder order = TestOrder.on(anvil, folder, 3);
                EvmEngine engine = order.open(folder.resolve("member"))) {
            List<CompletableFuture<Position>> placed = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                placed.add(engine.append(TestEntries.unsigned(i, 400)));
                if (i == 100) {
                    anvil.suspend();
                }
            }
            assertThat(engine.status().accepting()).isTrue();
            anvil.resume();
            Set<Position> positions = new HashSet<>();
            for (CompletableFuture<Position> future : placed) {
                positions.add(future.get(2 * PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            assertThat(positions).hasSize(300);
            assertThat(new HashSet<>(entries(engine, 300))).hasSize(300);
        }
    }

    @Test
    void shouldShareAnAccountWithAnotherProgram() throws Exception {
        try (Anvil anvil = Anvil.start(folder);
                TestOrder order = TestOrder.on(anvil, folder, 1);
                EvmEngine engine = order.open(folder.resolve("member"))) {
            Stranger stranger = new Stranger(order);
            for (int i = 0; i < 5; i++) {
                engine.append(TestEntries.entry(i)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                stranger.append(new byte[] {(byte) i});
            }
            assertThat(entries(engine, 5)).hasSize(5);
        }
    }

    @Test
    void shouldRefuseAChainThatIsAnother() throws Exception {
        try (Anvil anvil = Anvil.start(folder);
                Anvil other = Anvil.start(folder, "--chain-id", "77");
                TestOrder order = TestOrder.on(anvil, folder, 1)) {
            assertThatThrownBy(() -> order.open(folder.resolve("member"), other.address()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("chain 77");
        }
    }

    @Test
    void shouldKeepKeysFromOthersAndOutOfWords() throws Exception {
        Path file = folder.resolve("account");
        AccountFile.create(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> AccountFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0600");
        Path wrong = folder.resolve("wrong");
        AccountFile.write(wrong, new byte[32]);
        assertThatThrownBy(() -> AccountFile.read(wrong))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no key")
                .hasMessageNotContaining("000000");
    }

    @Test
    void shouldHaveTheContractThatItsSourceMakes() throws Exception {
        // The compiler comes with the same package as Anvil.
        Anvil.start(folder).close();
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("ledger/evm/tools/compile.mjs"))) {
            root = java.util.Objects.requireNonNull(root.getParent());
        }
        Path fresh = folder.resolve("fresh.hex");
        Process compiler = new ProcessBuilder("node", "compile.mjs", fresh.toString())
                .directory(root.resolve("ledger/evm/tools").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(compiler.waitFor()).isZero();
        assertThat(HexFormat.of().parseHex(Files.readString(fresh).strip())).isEqualTo(OrderContract.creation());
    }

    /** Somebody else who uses the contract, with the driver's own first account. */
    private record Stranger(TestOrder order) {
        void append(byte[] batch) throws IOException {
            EvmSettings settings = order.settings();
            try (ChainNode node = order.node()) {
                var account = AccountFile.read(settings.accounts().getFirst());
                node.send(account.sign(
                        settings.place().chainId(),
                        node.transactions(account.address(), "pending"),
                        BigInteger.valueOf(10_000_000_000L),
                        OrderContract.gas(batch.length),
                        settings.place().contract(),
                        OrderContract.append(order.order(), batch)));
            }
        }
    }

    private static long blocksSince(TestOrder order) {
        try (ChainNode node = order.node()) {
            return node.latest() - order.place().fromBlock();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void mine(Anvil anvil, int blocks) throws IOException {
        anvil.call("anvil_mine", "\"0x" + Integer.toHexString(blocks) + "\"");
    }

    private static void mineUntil(Anvil anvil, BooleanSupplier done) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (!done.getAsBoolean() && deadline - System.nanoTime() > 0) {
            mine(anvil, 1);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(100).toNanos());
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(deadline - System.nanoTime()).as("within the patience").isPositive();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(10).toNanos());
        }
    }

    private static String hex(Entry entry) {
        return HexFormat.of().formatHex(entry.bytes());
    }

    private static Block block(LedgerEngine engine, long height) throws InterruptedException {
        try (BlockCursor cursor = engine.read(height)) {
            return cursor.next(Duration.ofSeconds(PATIENCE_SECONDS)).orElseThrow();
        }
    }

    private static List<String> entries(LedgerEngine engine, int count) throws InterruptedException {
        List<String> entries = new ArrayList<>();
        try (BlockCursor cursor = engine.read(1)) {
            while (entries.size() < count) {
                cursor.next(Duration.ofSeconds(PATIENCE_SECONDS))
                        .orElseThrow()
                        .entries()
                        .forEach(entry -> entries.add(HexFormat.of().formatHex(entry)));
            }
        }
        return entries;
    }
}
