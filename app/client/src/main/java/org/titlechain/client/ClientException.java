package org.titlechain.client;

/** Why a stage of a submission did not succeed. The type tells whether a retry is safe, and whether it is needed. */
public abstract sealed class ClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ClientException(String message) {
        super(message);
    }

    /** The node refused the request: nothing was placed on the ledger. */
    public static final class Refused extends ClientException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refused(int status, String code, String detail) {
            super(code + (detail.isEmpty() ? "" : ": " + detail));
            this.status = status;
            this.code = code;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The stable code of the problem. */
        public String code() {
            return code;
        }
    }

    /** The node is busy or was not reached before anything was sent; the same entry may be submitted again later. */
    public static final class NotSubmitted extends ClientException {
        private static final long serialVersionUID = 1L;

        NotSubmitted(String message) {
            super(message);
        }
    }

    /** The entry may or may not be on the ledger. Submitting the same entry again is safe and tells. */
    public static final class OutcomeUnknown extends ClientException {
        private static final long serialVersionUID = 1L;

        OutcomeUnknown(String message) {
            super(message);
        }
    }

    /** What the node answered does not prove what it says: do not rely on it, and tell the members. */
    public static final class NotProven extends ClientException {
        private static final long serialVersionUID = 1L;

        NotProven(String message) {
            super(message);
        }
    }
}
