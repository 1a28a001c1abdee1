package org.titlechain.proof;

/**
 * Where the log keeps the hashes of its perfect subtrees. The node {@code (level, index)} covers the leaves from
 * {@code index << level} up to, not including, {@code (index + 1) << level}; at level 0 it is a leaf hash. A node is
 * written once, when its last leaf is appended, and never changes.
 */
public interface LogNodes {
    /**
     * The hash of a node that was written before. Called only for nodes whose leaves all lie within the size that is
     * asked about.
     *
     * @throws IllegalStateException when there is no such node: the store is damaged
     */
    byte[] read(int level, long index);

    /** Keeps the hash of a node. The array must not be changed afterwards. */
    void write(int level, long index, byte[] nodeHash);
}
