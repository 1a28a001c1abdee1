package org.titlechain.kernel.tree;

import java.util.function.Consumer;

/**
 * Where the leaves of a tree are stored: those of the last settled block, see {@link StateTree#settle}. Any thread may
 * ask.
 */
public interface LeafSource {
    /**
     * Gives the leaves whose places begin with the bits to the sink, ordered by place (unsigned), each place once.
     *
     * @param prefixes what the places begin with, in ascending order, each once
     * @param bits how many bits of a place a prefix is, 0 to 31; with 0, the only prefix is 0 and all leaves are meant
     */
    void read(int[] prefixes, int bits, Consumer<StateTree.Leaf> sink);
}
