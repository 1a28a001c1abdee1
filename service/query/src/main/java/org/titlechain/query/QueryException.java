package org.titlechain.query;

/** Why a question could not be answered. Messages hold nothing of what was searched for. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public QueryException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    public QueryException(Reason reason, String detail, Throwable cause) {
        super(reason + ": " + detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** What kind of trouble. */
    public enum Reason {
        /** The cursor was not handed out for this list and these conditions. */
        CURSOR_INVALID,
        /** A condition is not of its form. */
        CONDITION_INVALID,
        /** The database failed or is not what this version wrote. */
        DATABASE,
        /** The ledger holds something that this version does not understand. */
        LEDGER_NOT_UNDERSTOOD
    }
}
