package org.titlechain.cometbft;

import java.util.List;
import java.util.Optional;

/** Who orders, as the chain itself says it: asked after each block, and answered alike by every member. */
@FunctionalInterface
public interface Electorate {
    /** A chain that says nothing: the validators of the network file order for ever. */
    Electorate SILENT = _ -> Optional.empty();

    /**
     * A member that orders.
     *
     * @param member its name
     * @param key the raw Ed25519 key of its votes; empty when the chain names none, and that of the network file holds
     * @param weight of its vote, from 1
     */
    record Voter(String member, Optional<byte[]> key, long weight) {}

    /**
     * Who is to order after the block at the height, by rising names; empty when the chain says nothing about it. Asked
     * when this member has decided the block, and perhaps later ones.
     */
    Optional<List<Voter>> after(long height);
}
