package org.titlechain.kernel.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.crypto.HashFunction;
import org.titlechain.proof.StateProof;
import org.titlechain.proof.TreeHash;

/**
 * How the tree lies in memory: the nodes down to a depth in one flat array, the root at 1 and the children of node
 * {@code i} at {@code 2i} and {@code 2i + 1}, and at that depth one bucket of entries for each node. The hashes below
 * are not kept: a bucket has few entries.
 *
 * <p>The array does not say how many keys are below a node, but the tree's definition needs to know where there is
 * exactly one: those nodes are marked.
 */
final class TreeShape {
    /** Down to here the array fits into one Java array. */
    static final int MAXIMUM_DEPTH = 24;

    static final byte[] NO_ENTRIES = {};
    private static final int HASH = HashFunction.DIGEST_LENGTH;
    private static final byte[] ZERO = new byte[HASH];

    final int depth;
    final byte[] hashes;
    final byte[][] buckets;
    private final long[] single;

    /** A shape without keys. */
    TreeShape(int depth) {
        this(depth, new byte[(2 << depth) * HASH], new long[((2 << depth) >>> 6) + 1], new byte[1 << depth][]);
        Arrays.fill(buckets, NO_ENTRIES);
    }

    private TreeShape(int depth, byte[] hashes, long[] single, byte[][] buckets) {
        this.depth = depth;
        this.hashes = hashes;
        this.single = single;
        this.buckets = buckets;
    }

    /** One level deeper, with the same nodes above; the new level and the buckets are to be filled. */
    TreeShape deeper() {
        return new TreeShape(
                depth + 1,
                Arrays.copyOf(hashes, 2 * hashes.length),
                Arrays.copyOf(single, ((4 << depth) >>> 6) + 1),
                new byte[2 << depth][]);
    }

    /** Moves the entries of each bucket into two of the deeper shape; this shape must not be used afterwards. */
    void splitInto(TreeShape deeper) {
        for (int number = 0; number < buckets.length; number++) {
            byte[] bucket = buckets[number];
            int end = Entries.count(bucket);
            int middle = Entries.split(bucket, 0, end, depth);
            deeper.buckets[2 * number] = middle == 0 ? NO_ENTRIES : Entries.slice(bucket, 0, middle);
            deeper.buckets[2 * number + 1] = middle == end ? NO_ENTRIES : Entries.slice(bucket, middle, end);
            // Large trees would not fit into memory twice.
            buckets[number] = NO_ENTRIES;
        }
    }

    /** The number of the bucket that a place belongs to. */
    int bucketOf(byte[] place) {
        int top = (place[0] & 0xff) << 24 | (place[1] & 0xff) << 16 | (place[2] & 0xff) << 8 | place[3] & 0xff;
        return depth == 0 ? 0 : top >>> (Integer.SIZE - depth);
    }

    /** The node of a bucket. */
    int nodeOf(int bucket) {
        return (1 << depth) + bucket;
    }

    boolean isSingle(int node) {
        return (single[node >>> 6] >>> node & 1) != 0;
    }

    boolean isEmpty(int node) {
        return Arrays.equals(hashes, node * HASH, (node + 1) * HASH, ZERO, 0, HASH);
    }

    byte[] hashOf(int node) {
        return Arrays.copyOfRange(hashes, node * HASH, (node + 1) * HASH);
    }

    void set(int node, byte[] source, int offset, boolean isSingle) {
        System.arraycopy(source, offset, hashes, node * HASH, HASH);
        long mask = 1L << node;
        single[node >>> 6] = isSingle ? single[node >>> 6] | mask : single[node >>> 6] & ~mask;
    }

    /** The proof about the place. */
    StateProof prove(HashFunction hash, byte[] place) {
        List<byte[]> siblings = new ArrayList<>();
        int node = 1;
        while (siblings.size() < depth && !isEmpty(node) && !isSingle(node)) {
            int bit = TreeHash.bit(place, siblings.size());
            siblings.add(hashOf(2 * node + 1 - bit));
            node = 2 * node + bit;
        }
        if (isEmpty(node)) {
            return new StateProof(siblings, Optional.empty());
        }
        byte[] bucket = buckets[bucketBelow(node)];
        int from = 0;
        int to = Entries.count(bucket);
        while (to - from > 1) {
            int at = siblings.size();
            int middle = Entries.split(bucket, from, to, at);
            if (TreeHash.bit(place, at) == 0) {
                siblings.add(Entries.root(hash, bucket, middle, to, at + 1));
                to = middle;
            } else {
                siblings.add(Entries.root(hash, bucket, from, middle, at + 1));
                from = middle;
            }
        }
        if (from == to || Arrays.equals(Entries.place(bucket, from), place)) {
            return new StateProof(siblings, Optional.empty());
        }
        return new StateProof(
                siblings,
                Optional.of(new StateProof.Terminal(Entries.place(bucket, from), Entries.digest(bucket, from))));
    }

    /** The bucket under a node that is a bucket's own or has a single key below it. */
    private int bucketBelow(int node) {
        int below = node;
        while (below < 1 << depth) {
            below = isEmpty(2 * below) ? 2 * below + 1 : 2 * below;
        }
        return below - (1 << depth);
    }
}
