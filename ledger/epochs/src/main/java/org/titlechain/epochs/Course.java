package org.titlechain.epochs;

import org.titlechain.ledger.Entry;

/** What the chain itself says about its engines, in the state after the last block that the member has decided. */
public interface Course {
    /** The last block that was decided; 0 for none. */
    long height();

    /** Its time, ms. */
    long time();

    /** The root after it, of what was decided and nothing else. */
    byte[] root();

    /** The binding for the block after the height; asked only for the last decided one. */
    Binding after(long height);

    /** Whether the entry has its decision already. */
    boolean isDecided(byte[] entryId);

    /** Whether the entry counts while the chain changes its engine. */
    boolean countsWhileFrozen(Entry entry);

    /**
     * Which engine orders a block.
     *
     * @param epoch the epoch
     * @param kind its engine
     * @param from its first height
     * @param frozen whether only entries about the switch count in the block
     */
    record Binding(long epoch, String kind, long from, boolean frozen) {}
}
