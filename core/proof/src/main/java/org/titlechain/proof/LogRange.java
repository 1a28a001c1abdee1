package org.titlechain.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.crypto.HashFunction;

/**
 * What leads a run of leaves to the root of the log that they are in, by itself ({@code docs/formats.md}, section 22):
 * the perfect subtrees before the run, the largest first, and those behind it, in the order of the log.
 *
 * @param from the position of the first leaf
 * @param before hashes of the perfect subtrees that make up the leaves before it, one for each bit of {@code from}
 * @param behind hashes of the perfect subtrees behind the last leaf, each the largest that begins there and fits
 */
public record LogRange(long from, List<byte[]> before, List<byte[]> behind) {
    public LogRange {
        before = List.copyOf(before);
        behind = List.copyOf(behind);
    }

    /** The range of the leaves from one position up to, not including, another, in a log of that size. */
    public static LogRange of(LogNodes nodes, long from, long to, long size) {
        if (from < 0 || to < from || size < to) {
            throw new IllegalArgumentException("leaves " + from + " to " + to + " of " + size);
        }
        List<byte[]> before = new ArrayList<>();
        long position = 0;
        while (position < from) {
            int level = level(position, from);
            before.add(nodes.read(level, position >>> level));
            position += 1L << level;
        }
        List<byte[]> behind = new ArrayList<>();
        position = to;
        while (position < size) {
            int level = level(position, size);
            behind.add(nodes.read(level, position >>> level));
            position += 1L << level;
        }
        return new LogRange(from, before, behind);
    }

    /** The largest perfect subtree that begins at the position and does not go beyond the end. */
    private static int level(long position, long end) {
        int fitting = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - position);
        return position == 0 ? fitting : Math.min(fitting, Long.numberOfTrailingZeros(position));
    }

    /**
     * The root of the log of that size if these are its leaves from {@link #from} on; empty when the hashes are not as
     * many as they have to be.
     */
    public Optional<byte[]> root(HashFunction hash, List<byte[]> leafHashes, long size) {
        long to = from + leafHashes.size();
        if (from < 0 || to > size || size < 1) {
            return Optional.empty();
        }
        Peaks peaks = new Peaks(hash);
        return peaks.add(before, from) && peaks.addLeaves(leafHashes) && peaks.add(behind, size)
                ? Optional.of(peaks.root())
                : Optional.empty();
    }

    /** The perfect subtrees that make up what was added so far. */
    private static final class Peaks {
        private final HashFunction hash;
        private final byte[][] peaks = new byte[Long.SIZE][];
        private long size;

        Peaks(HashFunction hash) {
            this.hash = hash;
        }

        boolean add(List<byte[]> subtrees, long upTo) {
            for (byte[] subtree : subtrees) {
                if (size >= upTo) {
                    return false;
                }
                add(level(size, upTo), subtree);
            }
            return size == upTo;
        }

        boolean addLeaves(List<byte[]> leafHashes) {
            leafHashes.forEach(leaf -> add(0, leaf));
            return true;
        }

        private void add(int atLevel, byte[] subtree) {
            int level = atLevel;
            byte[] node = subtree;
            while ((size >>> level & 1) == 1) {
                node = TreeHash.node(hash, peaks[level], node);
                level++;
            }
            peaks[level] = node;
            size += 1L << atLevel;
        }

        byte[] root() {
            byte[] root = null;
            for (int level = 0; level < Long.SIZE - 1; level++) {
                if ((size >>> level & 1) == 1) {
                    root = root == null ? peaks[level] : TreeHash.node(hash, peaks[level], root);
                }
            }
            return root == null ? TreeHash.emptyLog(hash) : root;
        }
    }
}
