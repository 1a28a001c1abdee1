package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.titlechain.contract.Contract;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.StoredLedger.Published;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.proof.LogTree;
import org.titlechain.storage.DataCheck;
import org.titlechain.storage.Finding;

/**
 * Decides every block of the order anew, in a folder of its own that is removed again, and compares the roots after
 * each block with those of the state. Finds what an insider with the member's key can hide from every other check: a
 * state that is consistent and signed, and not what the order leads to.
 */
public final class ReplayCheck implements DataCheck {
    /** Signs what nobody reads: the checkpoints of the second replay. */
    private static final byte[] SEED = new byte[32];

    static {
        Arrays.fill(SEED, (byte) 1);
    }

    private final EntryCheck.Blocks blocks;
    private final Path stateFolder;
    private final Contract contract;
    private final long contractVersion;

    /**
     * The check.
     *
     * @param contractVersion the newest version that the contract decides by
     */
    public ReplayCheck(EntryCheck.Blocks blocks, Path stateFolder, Contract contract, long contractVersion) {
        this.blocks = blocks;
        this.stateFolder = stateFolder;
        this.contract = contract;
        this.contractVersion = contractVersion;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public void check(Consumer<Finding> findings) throws IOException {
        Path scratch = Files.createTempDirectory(stateFolder.toAbsolutePath().getParent(), "replay-");
        try (ReadOnlyMember stored = ReadOnlyMember.open(stateFolder);
                BlockCursor cursor = blocks.open()) {
            replay(stored, cursor, scratch.resolve("state"), findings);
        } finally {
            delete(scratch);
        }
    }

    private void replay(ReadOnlyMember stored, BlockCursor cursor, Path folder, Consumer<Finding> findings)
            throws IOException {
        Suite suite = stored.suite();
        String chain = stored.status().chain();
        Signer signer = suite.signatures().signer(SEED);
        Opened opened = Opened.open(folder, chain, suite);
        try (StateStore store = opened.store()) {
            Tip tip = opened.published().tip();
            LogTree log = new LogTree(suite.hash(), opened.nodes(), tip.logSize());
            BlockProcessor processor =
                    new BlockProcessor(chain, suite, contract, contractVersion, store, opened.nodes(), log);
            BlockReplay replay = new BlockReplay(chain, "replay", signer, processor, opened.tree());
            while (tip.height() < stored.status().height()) {
                Optional<Block> block = next(cursor);
                if (block.isEmpty()) {
                    // The entries' check reports an order that ends before the state.
                    return;
                }
                tip = step(replay, tip, block.get());
                Optional<String> problem = difference(tip, stored);
                if (problem.isPresent()) {
                    findings.accept(new Finding(stateFolder.toString(), tip.height(), "roots", "", problem.get()));
                    return;
                }
            }
        }
    }

    private static Tip step(BlockReplay replay, Tip before, Block block) throws IOException {
        try (PreparedBlock prepared = replay.prepare(before, block, bytes -> null)) {
            Published next = replay.conclude(prepared, replay.treeChanges(prepared));
            prepared.batch().commit(next.tip());
            replay.settle();
            return next.tip();
        }
    }

    private static Optional<String> difference(Tip tip, ReadOnlyMember stored) {
        List<BlockSummary> found = stored.blocks(tip.height() + 1, 1);
        if (found.isEmpty() || found.getFirst().height() != tip.height()) {
            return Optional.of("the state has no such block");
        }
        BlockSummary said = found.getFirst();
        if (said.time() != tip.time() || said.logSize() != tip.logSize()) {
            return Optional.of("the order leads to another time or another number of leaves");
        }
        if (!Arrays.equals(said.logRoot(), tip.logRoot())) {
            return Optional.of("the order leads to other decisions: the log roots differ");
        }
        return Arrays.equals(said.stateRoot(), tip.stateRoot())
                ? Optional.empty()
                : Optional.of("the order leads to another state: the state roots differ");
    }

    private static Optional<Block> next(BlockCursor cursor) throws IOException {
        try {
            return cursor.next(Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
