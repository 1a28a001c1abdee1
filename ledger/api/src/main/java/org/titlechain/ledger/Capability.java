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
    SEVERAL_MEMBERS
}
