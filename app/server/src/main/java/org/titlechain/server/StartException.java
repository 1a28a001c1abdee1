package org.titlechain.server;

/** Why the node does not start or a command does not run, in a sentence for the person at the terminal. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of reason; the number is the exit status of the program. */
    public enum Kind {
        CONFIGURATION(2),
        FOLDER_IN_USE(4),
        PORT_IN_USE(5),
        STORAGE(6),
        DAMAGED(7),
        NOT_RUNNING(8),
        KEY(9);

        private final int exitStatus;

        Kind(int exitStatus) {
            this.exitStatus = exitStatus;
        }

        public int exitStatus() {
            return exitStatus;
        }
    }

    private final Kind kind;

    public StartException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
