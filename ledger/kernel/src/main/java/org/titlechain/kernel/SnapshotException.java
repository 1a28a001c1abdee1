package org.titlechain.kernel;

import java.io.IOException;

/** Something of a snapshot is not what it must be. It was not taken; what was verified before stays. */
public final class SnapshotException extends IOException {
    private static final long serialVersionUID = 1L;
    private final Fault fault;

    /** What is wrong. */
    public enum Fault {
        /** The description of the snapshot cannot be read, or is of another chain. */
        SNAPSHOT_MALFORMED,
        /** The bytes are no chunk of this snapshot in its one form. */
        CHUNK_MALFORMED,
        /** Another chunk was due: one is missing, came twice or at another place. */
        CHUNK_OUT_OF_ORDER,
        /** The leaves do not lead to the log root. */
        LOG_ROOT,
        /** A value is not what its leaf wrote, or one is missing or too many. */
        VALUE,
        /** A checkpoint does not fit the log, or no member of the chain signed it. */
        CHECKPOINT,
        /** The values do not lead to the state root. */
        STATE_ROOT,
        /** Too few members of the chain signed what the snapshot leads to. */
        QUORUM
    }

    SnapshotException(Fault fault, String message) {
        super(fault + ": " + message);
        this.fault = fault;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    static void require(boolean holds, Fault fault, String otherwise) throws SnapshotException {
        if (!holds) {
            throw new SnapshotException(fault, otherwise);
        }
    }
}
