package org.titlechain.ledger;

/** Why an append did not complete. The type tells whether the entry can have been placed. */
public abstract sealed class AppendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private AppendException(String message) {
        super(message);
    }

    /** Why an entry was certainly not placed. */
    public enum Rejection {
        /** Too many entries wait; try again later. */
        OVERLOADED,
        /** The disk is full; reads go on, and appends work again when there is room. */
        STORAGE_FULL,
        /** The entry exceeds the size that the engine carries. */
        ENTRY_TOO_LARGE,
        /** The engine is closed, or stopped for good after a failure. */
        STOPPED,
        /**
         * The entry stands in a block in which it did not count; it is signed anew, since the same is not placed again.
         */
        PASSED_OVER
    }

    /** The entry was certainly not placed. */
    public static final class Rejected extends AppendException {
        private static final long serialVersionUID = 1L;
        private final Rejection rejection;

        public Rejected(Rejection rejection, String message) {
            super(message);
            this.rejection = rejection;
        }

        public Rejection rejection() {
            return rejection;
        }
    }

    /** The outcome is unknown. Appending the same entry again is safe. */
    public static final class Ambiguous extends AppendException {
        private static final long serialVersionUID = 1L;

        public Ambiguous(String message) {
            super(message);
        }
    }
}
