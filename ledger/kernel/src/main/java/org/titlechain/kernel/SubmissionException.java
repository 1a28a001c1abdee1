package org.titlechain.kernel;

/** An entry that was refused before it was appended: certainly not on the ledger. */
public final class SubmissionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the entry was not appended. */
    public enum Reason {
        WRONG_CHAIN,
        WRONG_SUITE,
        INVALID_SIGNATURE,
        NODE_STOPPED
    }

    private final Reason reason;

    public SubmissionException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
