package org.titlechain.server.node;

/** Where a task of the background is. */
public enum TaskState {
    WAITING,
    RUNNING,
    /** By a person, or because something failed that a person may mend; it can go on. */
    STOPPED,
    DONE,
    FAILED;

    /** Whether nothing follows. */
    boolean ended() {
        return this == DONE || this == FAILED;
    }
}
