package org.titlechain.kernel.tree;

import java.util.Arrays;
import org.titlechain.crypto.HashFunction;
import org.titlechain.proof.TreeHash;

/** Computes the parents of changed nodes, a level at a time. Not for concurrent use. */
final class LevelHasher {
    private static final int HASH = HashFunction.DIGEST_LENGTH;

    /**
     * Changed nodes of one level in ascending order, and what becomes of them.
     *
     * @param nodes their numbers in the shape
     * @param hashes 32 bytes each
     * @param single whether exactly one key is below each
     * @param count how many there are; the arrays may be longer
     */
    record Level(int[] nodes, byte[] hashes, boolean[] single, int count) {
        /** Writes the nodes into the shape. */
        void install(TreeShape shape) {
            for (int i = 0; i < count; i++) {
                shape.set(nodes[i], hashes, i * HASH, single[i]);
            }
        }
    }

    private final HashFunction hash;

    LevelHasher(HashFunction hash) {
        this.hash = hash;
    }

    /** The parents of the changed nodes. The shape is only read: it still has what was before. */
    Level parents(TreeShape shape, Level level) {
        int[] parents = new int[level.count()];
        byte[] input = new byte[level.count() * 2 * HASH];
        boolean[] single = new boolean[level.count()];
        int[] hashed = new int[level.count()];
        byte[] hashes = new byte[level.count() * HASH];
        int count = 0;
        int inputs = 0;
        for (int i = 0; i < level.count(); i++, count++) {
            int node = level.nodes()[i];
            boolean both = (node & 1) == 0 && i + 1 < level.count() && level.nodes()[i + 1] == node + 1;
            parents[count] = node >>> 1;
            // A changed node has a key below it, so only its sibling may be empty.
            if (!both && level.single()[i] && shape.isEmpty(node ^ 1)) {
                System.arraycopy(level.hashes(), i * HASH, hashes, count * HASH, HASH);
                single[count] = true;
                continue;
            }
            int offset = inputs * 2 * HASH;
            System.arraycopy(level.hashes(), i * HASH, input, offset + (node & 1) * HASH, HASH);
            if (both) {
                i++;
                System.arraycopy(level.hashes(), i * HASH, input, offset + HASH, HASH);
            } else {
                System.arraycopy(shape.hashes, (node ^ 1) * HASH, input, offset + (~node & 1) * HASH, HASH);
            }
            hashed[inputs++] = count;
        }
        byte[] output = new byte[inputs * HASH];
        hash.hashMany(TreeHash.NODE_PREFIX, input, 2 * HASH, inputs, output);
        for (int i = 0; i < inputs; i++) {
            System.arraycopy(output, i * HASH, hashes, hashed[i] * HASH, HASH);
        }
        return new Level(Arrays.copyOf(parents, count), hashes, single, count);
    }
}
