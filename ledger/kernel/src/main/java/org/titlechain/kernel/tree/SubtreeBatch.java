package org.titlechain.kernel.tree;

import java.util.Arrays;
import org.titlechain.crypto.HashFunction;
import org.titlechain.proof.TreeHash;

/**
 * Hashes many small subtrees at once. Each is a run of entries (place ‖ digest) in the order of their places, all
 * sharing the bits above one depth. The leaves of all are hashed in one call, then their nodes in rounds from the
 * bottom, so that an implementation with parallel lanes always has many inputs. Not for concurrent use.
 */
final class SubtreeBatch {
    /** Bytes of an entry: what is hashed for a leaf, so that runs of entries are hashed where they lie. */
    static final int ENTRY = 2 * HashFunction.DIGEST_LENGTH;

    private static final int HASH = HashFunction.DIGEST_LENGTH;

    /** References: a leaf by its number, a node by the complement of its number, and this for an empty subtree. */
    private static final int EMPTY = Integer.MIN_VALUE;

    private final HashFunction hash;
    private int depth;
    private byte[] entries = new byte[256 * ENTRY];
    private byte[] leafHashes = new byte[0];
    private int leaves;
    private int[] left = new int[256];
    private int[] right = new int[256];
    private int[] round = new int[256];
    private byte[] nodeHashes = new byte[0];
    private int nodes;
    private int rounds;
    private int[] roots = new int[256];
    private int subtrees;
    private byte[] input = new byte[0];
    private byte[] output = new byte[0];

    SubtreeBatch(HashFunction hash) {
        this.hash = hash;
    }

    /** Forgets all subtrees; the next ones begin at the depth. */
    void begin(int atDepth) {
        depth = atDepth;
        leaves = 0;
        nodes = 0;
        rounds = 0;
        subtrees = 0;
    }

    /** How many subtrees there are. */
    int size() {
        return subtrees;
    }

    /** Adds the subtree of the entries from one number to another. */
    void add(byte[] bucket, int from, int to) {
        int first = leaves;
        leaves += to - from;
        entries = grown(entries, leaves * ENTRY);
        System.arraycopy(bucket, from * ENTRY, entries, first * ENTRY, (to - from) * ENTRY);
        if (subtrees == roots.length) {
            roots = Arrays.copyOf(roots, 2 * subtrees);
        }
        roots[subtrees++] = plan(first, leaves, depth);
    }

    /**
     * The root hashes of the subtrees in the order in which they were added, 32 bytes each; valid until the next call.
     */
    byte[] hashes() {
        leafHashes = grown(leafHashes, leaves * HASH);
        hash.hashMany(TreeHash.LEAF_PREFIX, entries, ENTRY, leaves, leafHashes);
        nodeHashes = grown(nodeHashes, nodes * HASH);
        int[] order = byRound();
        int done = 0;
        while (done < nodes) {
            int end = done;
            while (end < nodes && round[order[end]] == round[order[done]]) {
                end++;
            }
            hashRound(order, done, end);
            done = end;
        }
        byte[] result = new byte[subtrees * HASH];
        for (int i = 0; i < subtrees; i++) {
            copy(roots[i], result, i * HASH);
        }
        return result;
    }

    private int plan(int from, int to, int atDepth) {
        if (to - from < 2) {
            return to == from ? EMPTY : from;
        }
        int middle = Entries.split(entries, from, to, atDepth);
        int leftReference = plan(from, middle, atDepth + 1);
        int rightReference = plan(middle, to, atDepth + 1);
        if (nodes == left.length) {
            left = Arrays.copyOf(left, 2 * nodes);
            right = Arrays.copyOf(right, 2 * nodes);
            round = Arrays.copyOf(round, 2 * nodes);
        }
        left[nodes] = leftReference;
        right[nodes] = rightReference;
        round[nodes] = 1 + Math.max(roundOf(leftReference), roundOf(rightReference));
        rounds = Math.max(rounds, round[nodes]);
        return ~nodes++;
    }

    private int roundOf(int reference) {
        return reference >= 0 || reference == EMPTY ? 0 : round[~reference];
    }

    /** The numbers of the nodes, those of round 1 first. */
    private int[] byRound() {
        int[] starts = new int[rounds + 2];
        for (int i = 0; i < nodes; i++) {
            starts[round[i] + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] order = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            order[starts[round[i]]++] = i;
        }
        return order;
    }

    private void hashRound(int[] order, int from, int to) {
        int count = to - from;
        input = grown(input, count * 2 * HASH);
        output = grown(output, count * HASH);
        for (int i = 0; i < count; i++) {
            int node = order[from + i];
            copy(left[node], input, 2 * i * HASH);
            copy(right[node], input, (2 * i + 1) * HASH);
        }
        hash.hashMany(TreeHash.NODE_PREFIX, input, 2 * HASH, count, output);
        for (int i = 0; i < count; i++) {
            System.arraycopy(output, i * HASH, nodeHashes, order[from + i] * HASH, HASH);
        }
    }

    private void copy(int reference, byte[] target, int offset) {
        if (reference == EMPTY) {
            Arrays.fill(target, offset, offset + HASH, (byte) 0);
        } else if (reference >= 0) {
            System.arraycopy(leafHashes, reference * HASH, target, offset, HASH);
        } else {
            System.arraycopy(nodeHashes, ~reference * HASH, target, offset, HASH);
        }
    }

    private static byte[] grown(byte[] array, int needed) {
        return needed <= array.length ? array : Arrays.copyOf(array, Math.max(needed, 2 * array.length));
    }
}
