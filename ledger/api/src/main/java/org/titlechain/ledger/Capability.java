package org.titlechain.ledger;

/** Abilities that engines may have beyond the common promise. */
public enum Capability {
    /** {@link LedgerEngine#finality} gives evidence that others can verify. */
    FINALITY_EVIDENCE,
    /** The engine tolerates members that lie, up to its own bound. */
    BYZANTINE_FAULT_TOLERANT,
    /** Blocks can be read before they are final ({@link ReadAhead}). */
    READ_AHEAD,
    /** Several members order entries together. */
    SEVERAL_MEMBERS,
    /** The members' roots are part of what the engine agrees on ({@link RootInConsensus}). */
    ROOT_IN_CONSENSUS,
    /** The members that order entries are changed while the engine is in use. */
    VALIDATOR_CHANGES,
    /** The engine may forget old blocks of its own; reading gives them all the same. */
    PRUNING
}
