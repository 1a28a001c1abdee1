package org.titlechain.simulator.network;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.Entry;

/** What members, clients and witnesses say to each other. */
sealed interface Mail {
    /** A client wants the entry in the list. */
    record Submit(Entry entry) implements Mail {}

    /** A member says that the entry is in the list and what was decided. */
    record Acknowledge(byte[] entryId, byte[] receipt) implements Mail {}

    /** Promise not to take part in older ballots about the height. */
    record Prepare(long height, long ballot) implements Mail {}

    /** Promised; what was accepted in an older ballot, or null. */
    record Promise(
            long height,
            long ballot,
            long acceptedBallot,
            @Nullable Ordered accepted) implements Mail {}

    /** Accept the block. */
    record Propose(long height, long ballot, Ordered block) implements Mail {}

    /** Accepted, and forced to disk. */
    record Accepted(long height, long ballot) implements Mail {}

    /** This block was decided. */
    record Decided(Ordered block) implements Mail {}

    /** Who has the blocks from this height on? */
    record AskBlocks(long fromHeight) implements Mail {}

    /** A checkpoint, signed by the sender. */
    record Say(String checkpoint) implements Mail {}

    /** What do you say about the height? */
    record AskSay(long height) implements Mail {}

    /** A witness asks for a newer checkpoint than the one it cosigned last; 0 for none. */
    record AskConsistency(long fromHeight) implements Mail {}

    /** A newer checkpoint of a quorum, and why it follows from the older one. */
    record Consistent(long fromHeight, String checkpoint, List<byte[]> path) implements Mail {}

    /**
     * A block and what identifies it.
     *
     * @param digest of height, time and entries, in hexadecimal digits
     */
    record Ordered(Block block, String digest) {}
}
