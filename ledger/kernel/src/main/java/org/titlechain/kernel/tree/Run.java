package org.titlechain.kernel.tree;

import java.util.Arrays;
import java.util.function.Consumer;
import org.titlechain.kernel.tree.StateTree.Leaf;

/** Puts leaves that come in the order of their places into buckets. For one thread. */
final class Run implements Consumer<Leaf> {
    private final int depth;
    private final Sink sink;
    private byte[] current = new byte[64 * SubtreeBatch.ENTRY];
    private int entries;
    private int number;
    private long total;

    /** Takes the buckets that have entries, in the order of their numbers. */
    interface Sink {
        void take(int number, byte[] entries);
    }

    Run(int depth, Sink sink) {
        this.depth = depth;
        this.sink = sink;
    }

    @Override
    public void accept(Leaf leaf) {
        int wanted = TreeShape.bucketOf(leaf.place(), depth);
        // The last leaf is in the current bucket: a bucket is begun only to take one.
        boolean ordered = entries == 0
                || wanted > number
                || Arrays.compareUnsigned(Entries.place(current, entries - 1), leaf.place()) < 0;
        if (!ordered) {
            throw new IllegalArgumentException("leaves are not in the order of their places");
        }
        if (wanted != number) {
            end();
            number = wanted;
        }
        if ((entries + 1) * SubtreeBatch.ENTRY > current.length) {
            current = Arrays.copyOf(current, 2 * current.length);
        }
        Entries.write(current, entries++, leaf);
        total++;
    }

    /** There are no more leaves. */
    void end() {
        if (entries > 0) {
            sink.take(number, Entries.slice(current, 0, entries));
        }
        entries = 0;
    }

    /** How many leaves there were. */
    long total() {
        return total;
    }
}
