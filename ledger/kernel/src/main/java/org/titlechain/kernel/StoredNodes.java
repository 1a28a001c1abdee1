package org.titlechain.kernel;

import org.jspecify.annotations.Nullable;
import org.titlechain.proof.LogNodes;

/**
 * The nodes of the log tree: those of the block in work go to its batch; the newest of each level also stay in memory,
 * where the receipts of a block find all that they need.
 */
final class StoredNodes implements LogNodes {
    private static final int LEVELS = 63;
    private static final int LARGEST_RING = 1 << 14;

    private final StateStore store;
    private final Ring[] recent = new Ring[LEVELS];
    private StateStore.@Nullable Batch batch;

    /** The newest nodes of one level. A slot is one immutable object, so readers see index and hash together. */
    private static final class Ring {
        private record Slot(long index, byte[] hash) {}

        private final java.util.concurrent.atomic.AtomicReferenceArray<@Nullable Slot> slots;

        Ring(int size) {
            slots = new java.util.concurrent.atomic.AtomicReferenceArray<>(size);
        }

        void put(long index, byte[] hash) {
            slots.setRelease((int) (index & (slots.length() - 1)), new Slot(index, hash));
        }

        byte @Nullable [] get(long index) {
            Slot slot = slots.getAcquire((int) (index & (slots.length() - 1)));
            return slot != null && slot.index() == index ? slot.hash() : null;
        }
    }

    StoredNodes(StateStore store) {
        this.store = store;
        for (int level = 0; level < LEVELS; level++) {
            recent[level] = new Ring(Math.max(8, LARGEST_RING >>> level));
        }
    }

    /** Where the nodes that are written from now on go. */
    void collectIn(StateStore.Batch newBatch) {
        batch = newBatch;
    }

    @Override
    public byte[] read(int level, long index) {
        byte[] hash = recent[level].get(index);
        if (hash == null) {
            hash = store.get(Column.NODES, Keys.node(level, index));
        }
        if (hash == null) {
            throw new IllegalStateException(
                    "node " + level + "/" + index + " of the log tree is missing in " + store.place());
        }
        return hash;
    }

    @Override
    public void write(int level, long index, byte[] nodeHash) {
        StateStore.Batch target = batch;
        if (target == null) {
            throw new IllegalStateException("no block is in work");
        }
        recent[level].put(index, nodeHash);
        target.put(Column.NODES, Keys.node(level, index), nodeHash);
    }
}
