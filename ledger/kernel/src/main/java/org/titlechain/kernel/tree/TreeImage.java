package org.titlechain.kernel.tree;

/**
 * A tree without its leaves: what is worth keeping to have it again without reading them all. Everything above is
 * computed from it, so that an image that was damaged has another root or is as good as before.
 *
 * @param size how many keys there are
 * @param depth how many bits of the places tell the buckets apart
 * @param hashes the root of each bucket, 32 bytes each
 * @param single a bit for each bucket that has exactly one key, the first bucket's lowest
 */
public record TreeImage(long size, int depth, byte[] hashes, long[] single) {
    /** The deepest that a tree is cut. */
    public static final int MAXIMUM_DEPTH = TreeShape.MAXIMUM_DEPTH;
}
