package org.titlechain.ledger;

/**
 * An optional ability of engines that agree on what the members decided, and not only on the order: the root after a
 * block becomes part of a later block, under the signatures of the members that order. Declared by
 * {@link Capability#ROOT_IN_CONSENSUS}; an engine that declares it implements this interface.
 *
 * <p>Such an engine waits: it orders nothing after a block whose root it was not told.
 */
public interface RootInConsensus {
    /** The last height whose root is known here. A reader that starts and stands higher tells those that follow. */
    long decidedHeight();

    /**
     * Tells the root after the block, in the order of heights. It stands for everything that was decided up to there,
     * and for nothing else: no height and no time, so that a block without entries does not change it. Telling it again
     * has no effect.
     *
     * @throws IllegalStateException when another root was told before, or the one before this was not
     */
    void decided(long height, byte[] root);

    /**
     * Tells that the list ends with the block at the height, whose root is known: the chain has gone over to another
     * engine. What this one still orders has no root of its own and is not waited for, so that members who are behind
     * can be given the blocks up to there.
     */
    default void ended(long height) {}
}
