package org.titlechain.kernel;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.ledger.Block;

/** A block that is decided and not yet stored. */
final class PreparedBlock implements AutoCloseable {
    private final Block block;
    private final StateStore.Batch batch;
    private final List<DecidedEntry> entries = new ArrayList<>();
    private int commands;
    private int refused;

    /** An entry that took its place for the first time, and its leaves. */
    record DecidedEntry(Bytes id, List<Leaf> leaves) {
        long firstPosition() {
            return leaves.getFirst().position();
        }
    }

    PreparedBlock(Block block, StateStore.Batch batch) {
        this.block = block;
        this.batch = batch;
    }

    Block block() {
        return block;
    }

    StateStore.Batch batch() {
        return batch;
    }

    List<DecidedEntry> entries() {
        return entries;
    }

    int commands() {
        return commands;
    }

    int refused() {
        return refused;
    }

    void add(DecidedEntry entry) {
        entries.add(entry);
    }

    void count(boolean accepted) {
        commands++;
        refused += accepted ? 0 : 1;
    }

    @Override
    public void close() {
        batch.close();
    }
}
