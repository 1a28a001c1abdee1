package org.titlechain.proof;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.crypto.HashFunction;

/**
 * The Merkle tree over the log (RFC 9162, section 2.1). An append costs two hashes on average and reads nothing; the
 * nodes go to a {@link LogNodes}.
 *
 * <p>One thread appends. The methods that take a size read only nodes within that size, so any thread may call them for
 * a size whose nodes its {@link LogNodes} shows to all threads.
 */
public final class LogTree {
    private final HashFunction hash;
    private final LogNodes nodes;

    /** The perfect subtrees that make up the log, by level: there is one where the size has a bit. */
    private final byte[][] frontier = new byte[Long.SIZE][];

    private long size;

    /** Continues a log that has {@code size} leaves in {@code nodes}. */
    public LogTree(HashFunction hash, LogNodes nodes, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("negative size");
        }
        this.hash = hash;
        this.nodes = nodes;
        this.size = size;
        long end = size;
        for (int level = 0; level < Long.SIZE - 1; level++) {
            if ((size >>> level & 1) == 1) {
                end -= 1L << level;
                frontier[level] = nodes.read(level, end >>> level);
            }
        }
    }

    /** How many leaves there are. For the appending thread. */
    public long size() {
        return size;
    }

    /**
     * Appends a leaf with this hash ({@link TreeHash#logLeaf}).
     *
     * @return the position of the leaf, from 0
     */
    public long append(byte[] leafHash) {
        long position = size;
        byte[] node = leafHash.clone();
        nodes.write(0, position, node);
        int level = 0;
        while ((position >>> level & 1) == 1) {
            node = TreeHash.node(hash, frontier[level], node);
            level++;
            nodes.write(level, position >>> level, node);
        }
        frontier[level] = node;
        size++;
        return position;
    }

    /** The root of the whole log. For the appending thread. */
    public byte[] root() {
        byte[] root = null;
        for (int level = 0; level < Long.SIZE - 1; level++) {
            if ((size >>> level & 1) == 1) {
                root = root == null ? frontier[level] : TreeHash.node(hash, frontier[level], root);
            }
        }
        return root == null ? TreeHash.emptyLog(hash) : root.clone();
    }

    /** The root of the first {@code ofSize} leaves. */
    public byte[] root(long ofSize) {
        if (ofSize < 0) {
            throw new IllegalArgumentException("negative size");
        }
        return ofSize == 0 ? TreeHash.emptyLog(hash) : subtree(0, ofSize);
    }

    /** The path from the leaf at the position to the root of the first {@code ofSize} leaves (RFC 9162, 2.1.3.1). */
    public List<byte[]> inclusion(long position, long ofSize) {
        if (position < 0 || position >= ofSize) {
            throw new IllegalArgumentException("position " + position + " is not within size " + ofSize);
        }
        List<byte[]> path = new ArrayList<>();
        long begin = 0;
        long end = ofSize;
        while (end - begin > 1) {
            long middle = begin + largestPowerBelow(end - begin);
            if (position < middle) {
                path.add(subtree(middle, end));
                end = middle;
            } else {
                path.add(subtree(begin, middle));
                begin = middle;
            }
        }
        return path.reversed();
    }

    /**
     * The proof that the first {@code oldSize} leaves are a prefix of the first {@code newSize} (RFC 9162, 2.1.4.1).
     */
    public List<byte[]> consistency(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("sizes " + oldSize + " and " + newSize);
        }
        List<byte[]> path = new ArrayList<>();
        if (oldSize == 0 || oldSize == newSize) {
            return path;
        }
        long begin = 0;
        long end = newSize;
        while (end != oldSize) {
            long middle = begin + largestPowerBelow(end - begin);
            if (oldSize <= middle) {
                path.add(subtree(middle, end));
                end = middle;
            } else {
                path.add(subtree(begin, middle));
                begin = middle;
            }
        }
        // Where the old log is itself a perfect subtree from the left end, the verifier has it: it is the old root.
        if (begin != 0) {
            path.add(subtree(begin, end));
        }
        return path.reversed();
    }

    /**
     * The root of the leaves from begin to end, where begin is a multiple of the power of two that end - begin needs.
     */
    private byte[] subtree(long begin, long end) {
        long length = end - begin;
        if (Long.bitCount(length) == 1) {
            int level = Long.numberOfTrailingZeros(length);
            return nodes.read(level, begin >>> level);
        }
        long middle = begin + largestPowerBelow(length);
        return TreeHash.node(hash, subtree(begin, middle), subtree(middle, end));
    }

    /** The largest power of two that is smaller than the length, which is at least 2. */
    private static long largestPowerBelow(long length) {
        return Long.highestOneBit(length - 1);
    }
}
