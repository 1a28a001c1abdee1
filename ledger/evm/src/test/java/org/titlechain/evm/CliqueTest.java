package org.titlechain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.evm.proof.EvidenceCheck;
import org.titlechain.evm.proof.EvidenceCheck.Seals;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.ledger.Position;
import org.titlechain.testkit.evm.CliqueNetwork;
import org.titlechain.testkit.ledger.TestEntries;

/** A network of three geth nodes that seal in turn: two members, each by a node of its own, which is killed. */
final class CliqueTest {
    private static final FinalityRule FINALITY = FinalityRule.clique(3);
    private static final int ENTRIES = 400;

    @TempDir
    Path folder;

    @Test
    void shouldKeepOneOrderWhileANodeIsKilledAndProveItOffline() throws Exception {
        List<Path> accounts = TestOrder.accounts(folder, 2);
        List<byte[]> payers = new ArrayList<>();
        for (Path account : accounts) {
            payers.add(AccountFile.read(account).address());
        }
        CliqueNetwork network = CliqueNetwork.start(folder, 3, payers);
        try (TestOrder order = TestOrder.on(network, network.address(0), accounts, FINALITY, Duration.ofSeconds(60));
                EvmEngine county = order.open(folder.resolve("county"), network.address(1), accounts.getFirst());
                EvmEngine city = order.join(folder.resolve("city"), network.address(2), accounts.getLast())) {
            List<CompletableFuture<Position>> placed = new ArrayList<>();
            for (int i = 0; i < ENTRIES; i++) {
                placed.add((i % 2 == 0 ? county : city).append(TestEntries.unsigned(i, 300)));
                if (i == ENTRIES / 2) {
                    network.kill(1);
                }
            }
            network.restart(1);
            Set<Position> positions = new HashSet<>();
            for (CompletableFuture<Position> future : placed) {
                positions.add(future.get(90, TimeUnit.SECONDS));
            }
            assertThat(positions).hasSize(ENTRIES);

            List<Block> seen = blocks(county);
            assertThat(texts(blocks(city))).isEqualTo(texts(seen));
            assertThat(seen.stream().mapToInt(block -> block.entries().size()).sum())
                    .isEqualTo(ENTRIES);
            prove(network, order, county, seen);
        }
    }

    private static void prove(CliqueNetwork network, TestOrder order, EvmEngine engine, List<Block> blocks) {
        EvidenceCheck check = check(order, Set.copyOf(network.signers()));
        EvidenceCheck others = check(order, Set.of("00".repeat(20), "11".repeat(20)));
        Block block = blocks.getFirst();
        byte[] evidence = engine.finality(block.height()).evidence();
        assertThat(check.refusal(evidence, block, entry -> false)).isEmpty();
        assertThat(others.refusal(evidence, block, entry -> false)).isPresent();
        List<Integer> survived = new ArrayList<>();
        for (int place = 0; place < evidence.length; place += 1 + evidence.length / 200) {
            byte[] altered = evidence.clone();
            altered[place] ^= 1;
            Optional<String> refusal = check.refusal(altered, block, entry -> false);
            if (refusal.isEmpty()) {
                survived.add(place);
            }
        }
        assertThat(survived).isEmpty();
    }

    private static EvidenceCheck check(TestOrder order, Set<String> signers) {
        return new EvidenceCheck(order.place().contract(), order.order(), FINALITY.depth(), new Seals.Clique(signers));
    }

    private static List<Block> blocks(LedgerEngine engine) throws InterruptedException {
        List<Block> blocks = new ArrayList<>();
        int entries = 0;
        try (BlockCursor cursor = engine.read(1)) {
            while (entries < ENTRIES) {
                Block block = cursor.next(Duration.ofSeconds(60)).orElseThrow();
                entries += block.entries().size();
                blocks.add(block);
            }
        }
        return blocks;
    }

    private static List<String> texts(List<Block> blocks) {
        return blocks.stream()
                .map(block -> block.height() + " " + block.time() + " "
                        + block.entries().stream()
                                .map(HexFormat.of()::formatHex)
                                .toList())
                .toList();
    }
}
