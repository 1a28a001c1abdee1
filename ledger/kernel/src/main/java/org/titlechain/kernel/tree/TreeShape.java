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

    /** From here on buckets are let grow to more entries before the array does. */
    private static final int LARGE = 18;

    private static final int FULL_BUCKET = 4;
    private static final int FULL_BUCKET_OF_A_LARGE_TREE = 16;
    private static final int HASH = HashFunction.DIGEST_LENGTH;
    private static final byte[] ZERO = new byte[HASH];

    final int depth;
    final byte[] hashes;
    final Buckets buckets;
    private final long[] single;

    /** A shape without hashes and with no more buckets than are there. */
    TreeShape(Buckets buckets, int depth) {
        this.depth = depth;
        this.hashes = new byte[(2 << depth) * HASH];
        this.single = new long[((2 << depth) >>> 6) + 1];
        this.buckets = buckets;
    }

    /**
     * The depth for so many keys: with up to a million, buckets have 2 to 4 entries, which makes proofs and small
     * blocks quick; with more, up to 16, which takes 4 to 8 bytes of the array for a key.
     */
    static int depthFor(long keys) {
        int depth = 0;
        while (isTooFull(keys, depth)) {
            depth++;
        }
        return depth;
    }

    static boolean isTooFull(long keys, int depth) {
        long full = depth < LARGE ? FULL_BUCKET : FULL_BUCKET_OF_A_LARGE_TREE;
        return depth < MAXIMUM_DEPTH && keys > full << depth;
    }

    /** How many buckets there are. */
    int bucketCount() {
        return 1 << depth;
    }

    /** The number of the bucket that a place belongs to. */
    int bucketOf(byte[] place) {
        return bucketOf(place, depth);
    }

    static int bucketOf(byte[] place, int depth) {
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

    boolean hasHash(int node, byte[] source, int offset) {
        return Arrays.equals(hashes, node * HASH, (node + 1) * HASH, source, offset, offset + HASH);
    }

    void set(int node, byte[] source, int offset, boolean isSingle) {
        System.arraycopy(source, offset, hashes, node * HASH, HASH);
        long mask = 1L << node;
        single[node >>> 6] = isSingle ? single[node >>> 6] | mask : single[node >>> 6] & ~mask;
    }

    /** What is kept of the shape beside the leaves. */
    TreeImage image(long size) {
        long[] marks = new long[(bucketCount() + 63) >>> 6];
        for (int number = 0; number < bucketCount(); number++) {
            if (isSingle(nodeOf(number))) {
                marks[number >>> 6] |= 1L << number;
            }
        }
        return new TreeImage(size, depth, Arrays.copyOfRange(hashes, nodeOf(0) * HASH, 2 * nodeOf(0) * HASH), marks);
    }

    /** Sets the nodes of the buckets; those above are to be computed. */
    void setImage(TreeImage image) {
        for (int number = 0; number < bucketCount(); number++) {
            set(nodeOf(number), image.hashes(), number * HASH, (image.single()[number >>> 6] >>> number & 1) != 0);
        }
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
        byte[] bucket = bucket(hash, bucketBelow(node));
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

    /** The bucket, read from where it is stored when it is not in memory. */
    private byte[] bucket(HashFunction hash, int number) {
        byte[] entries = buckets.kept(number);
        if (entries == null) {
            entries = buckets.stored(new int[] {number})[0];
            if (!hasHash(nodeOf(number), Entries.root(hash, entries, 0, Entries.count(entries), depth), 0)) {
                throw new DamagedLeavesException(number, depth);
            }
            buckets.keep(number, entries);
        }
        return entries;
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
