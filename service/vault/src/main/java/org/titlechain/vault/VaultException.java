package org.titlechain.vault;

/** Why the vault did not do what it was asked. Messages never hold personal data or keys. */
public final class VaultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public VaultException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    public VaultException(Reason reason, String detail, Throwable cause) {
        super(reason + ": " + detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What kind of trouble. */
    public enum Reason {
        /** The bytes on disk are not those that were written, or the key does not fit. */
        DAMAGED,
        /** The master key's file is missing although there is data under it, or it can be read by others. */
        MASTER_KEY,
        /** The caller's roles do not open this kind of data. */
        NOT_ENTITLED,
        /** The request names no actor, purpose or grounds in the form of codes. */
        REQUEST_INCOMPLETE,
        /** The view could not be recorded, so nothing was shown. */
        NOT_JOURNALED,
        /** The store on disk failed. */
        STORAGE
    }
}
