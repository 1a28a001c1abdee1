package org.titlechain.kernel;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.proof.LogTree;

/**
 * Turns verified leaves into the rows that a replay of the same log leaves behind. Each run of leaves is one write; an
 * entry and a block may go on from one run to the next.
 */
final class SnapshotRows {
    private static final byte[] NOTHING = {};

    private final StateStore store;
    private final StoredNodes nodes;
    private final LogTree log;
    private @Nullable Bytes entry;
    private long entryFrom;
    private @Nullable LeafReader block;
    private int entries;
    private int commands;
    private int refused;

    SnapshotRows(StateStore store, StoredNodes nodes, LogTree log) {
        this.store = store;
        this.nodes = nodes;
        this.log = log;
    }

    void add(List<VerifiedLeaf> leaves, boolean last) throws StateStore.StoreException {
        try (StateStore.Batch batch = store.batch()) {
            nodes.collectIn(batch);
            Map<String, byte[]> present = new HashMap<>();
            for (VerifiedLeaf leaf : leaves) {
                turn(leaf.said(), batch);
                count(leaf.said());
                long position = log.append(leaf.leafHash());
                batch.put(Column.LEAVES, Keys.number(position), leaf.item().leaf());
                write(leaf, position, present, batch);
            }
            if (last) {
                endEntry(batch);
                endBlock(batch);
            }
            present.forEach((key, stored) -> batch.put(Column.VALUES, Keys.text(key), stored));
            batch.write();
        }
    }

    private void write(VerifiedLeaf leaf, long position, Map<String, byte[]> present, StateStore.Batch batch) {
        LeafReader said = leaf.said();
        for (int i = 0; i < said.writes().size(); i++) {
            Leaves.Written write = said.writes().get(i);
            byte[] stored = StoredVersion.encode(
                    write.version(),
                    position,
                    said.height(),
                    said.time(),
                    leaf.item().values().get(i));
            byte[] before = present.put(write.key(), stored);
            if (before == null && write.version() > 1) {
                before = store.get(Column.VALUES, Keys.text(write.key()));
            }
            if (before != null) {
                batch.put(Column.HISTORY, Keys.version(write.key(), write.version() - 1), before);
            }
            batch.put(Column.PLACES, leaf.places().get(i), write.digest());
        }
    }

    /** The leaf may begin another entry, and another block. */
    private void turn(LeafReader leaf, StateStore.Batch batch) {
        if (!leaf.entry().equals(entry)) {
            endEntry(batch);
            entry = leaf.entry();
            entryFrom = log.size();
        }
        LeafReader open = block;
        if (open == null || open.height() != leaf.height()) {
            endBlock(batch);
            block = leaf;
        }
    }

    private void count(LeafReader leaf) {
        entries += entryFrom == log.size() ? 1 : 0;
        commands++;
        refused += leaf.accepted() ? 0 : 1;
    }

    private void endEntry(StateStore.Batch batch) {
        Bytes open = entry;
        if (open != null) {
            byte[] place = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(entryFrom)
                    .putInt((int) (log.size() - entryFrom))
                    .array();
            batch.put(Column.ENTRIES, open.value(), place);
        }
    }

    /** What the log says of the block; its roots and its checkpoint come later. */
    private void endBlock(StateStore.Batch batch) {
        LeafReader open = block;
        if (open != null) {
            BlockSummary summary = new BlockSummary(
                    open.height(), open.time(), entries, commands, refused, log.size(), NOTHING, NOTHING, "");
            batch.put(Column.BLOCKS, Keys.number(open.height()), BlockSummaries.encode(summary));
        }
        entries = 0;
        commands = 0;
        refused = 0;
    }
}
