package org.titlechain.kernel.tree;

import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.tree.LevelHasher.Level;

/**
 * Hashes buckets and the nodes above them. Not for concurrent use; several may work on separate ranges of one shape.
 */
final class RangeHasher {
    /** Subtrees that are hashed together: enough for any number of lanes, few enough for the processor's cache. */
    static final int BATCH = 1024;

    private static final int HASH = HashFunction.DIGEST_LENGTH;

    private final SubtreeBatch batch;
    private final LevelHasher levels;

    RangeHasher(HashFunction hash) {
        this.batch = new SubtreeBatch(hash);
        this.levels = new LevelHasher(hash);
    }

    LevelHasher levels() {
        return levels;
    }

    /** The nodes of the buckets. */
    Level hashBuckets(TreeShape shape, int[] numbers, byte[][] buckets, int count) {
        int[] nodes = new int[count];
        boolean[] single = new boolean[count];
        byte[] hashes = new byte[count * HASH];
        for (int from = 0; from < count; from += BATCH) {
            batch.begin(shape.depth);
            for (int i = from; i < Math.min(count, from + BATCH); i++) {
                nodes[i] = shape.nodeOf(numbers[i]);
                single[i] = Entries.count(buckets[i]) == 1;
                batch.add(buckets[i], 0, Entries.count(buckets[i]));
            }
            System.arraycopy(batch.hashes(), 0, hashes, from * HASH, batch.size() * HASH);
        }
        return new Level(nodes, hashes, single, count);
    }

    /** Sets the nodes above the nodes from one number to another, all of one level, up to the level of the depth. */
    void hashAbove(TreeShape shape, int fromNode, int toNode, int upToDepth) {
        int first = fromNode;
        int end = toNode;
        while (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(first) > upToDepth) {
            for (int from = first; from < end; from += BATCH) {
                hashParents(shape, from, Math.min(end, from + BATCH));
            }
            first >>>= 1;
            end >>>= 1;
        }
    }

    private void hashParents(TreeShape shape, int from, int to) {
        int[] nodes = new int[to - from];
        byte[] hashes = new byte[nodes.length * HASH];
        boolean[] single = new boolean[nodes.length];
        int count = 0;
        for (int node = from; node < to; node++) {
            if (!shape.isEmpty(node)) {
                nodes[count] = node;
                single[count] = shape.isSingle(node);
                System.arraycopy(shape.hashes, node * HASH, hashes, count++ * HASH, HASH);
            }
        }
        levels.parents(shape, new Level(nodes, hashes, single, count)).install(shape);
    }
}
