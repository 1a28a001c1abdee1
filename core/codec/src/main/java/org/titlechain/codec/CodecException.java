package org.titlechain.codec;

/** Bytes or values that do not fit the canonical format. The reason is stable; the detail is for people. */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the bytes or the value were refused. */
    public enum Reason {
        TRUNCATED,
        TRAILING_BYTES,
        NOT_CANONICAL,
        UNSUPPORTED,
        INVALID_TEXT,
        DUPLICATE_KEY,
        TOO_DEEP,
        TOO_LARGE,
        WRONG_TYPE,
        MISSING_FIELD,
        UNKNOWN_FIELD,
        INVALID_VALUE
    }

    private final Reason reason;

    public CodecException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
