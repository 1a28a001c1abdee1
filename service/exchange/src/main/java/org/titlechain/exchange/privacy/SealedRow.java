package org.titlechain.exchange.privacy;

/**
 * What of a row's personal fields may be on the ledger.
 *
 * @param commitment 32 bytes that fix the fields and do not tell them
 */
public record SealedRow(byte[] commitment) {
    /** Bytes in a commitment. */
    public static final int LENGTH = 32;

    public SealedRow {
        if (commitment.length != LENGTH) {
            throw new IllegalArgumentException("a commitment has " + LENGTH + " bytes, not " + commitment.length);
        }
        commitment = commitment.clone();
    }

    @Override
    public byte[] commitment() {
        return commitment.clone();
    }
}
