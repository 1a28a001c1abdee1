package org.titlechain.proof;

import org.titlechain.crypto.HashFunction;

/** How leaves and nodes are hashed, in the log and in the state tree ({@code docs/formats.md}, sections 4 and 5). */
public final class TreeHash {
    /** The first byte of what is hashed for a leaf. */
    public static final byte LEAF_PREFIX = 0;

    /** The first byte of what is hashed for a node. */
    public static final byte NODE_PREFIX = 1;

    private static final byte[] LEAF = {LEAF_PREFIX};
    private static final byte[] NODE = {NODE_PREFIX};
    private static final byte[] NOTHING = {};

    private TreeHash() {}

    /** The hash of a log leaf with these bytes. */
    public static byte[] logLeaf(HashFunction hash, byte[] leaf) {
        return hash.hash(LEAF, leaf);
    }

    /** The hash of the state tree's leaf for a place and the digest of the value there. */
    public static byte[] stateLeaf(HashFunction hash, byte[] place, byte[] digest) {
        return hash.hash(LEAF, place, digest);
    }

    /** The hash of a node over two subtrees. */
    public static byte[] node(HashFunction hash, byte[] left, byte[] right) {
        return hash.hash(NODE, left, right);
    }

    /** The root of the log without leaves. */
    public static byte[] emptyLog(HashFunction hash) {
        return hash.hash(NOTHING);
    }

    /** The hash that stands for a state subtree without keys: 32 zero bytes. */
    public static byte[] emptyState() {
        return new byte[HashFunction.DIGEST_LENGTH];
    }

    /** Bit {@code depth} of the place, from the most significant bit of the first byte. */
    public static int bit(byte[] place, int depth) {
        return place[depth >>> 3] >>> (7 - (depth & 7)) & 1;
    }
}
