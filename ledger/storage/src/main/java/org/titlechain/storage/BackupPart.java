package org.titlechain.storage;

import java.io.IOException;
import java.io.InputStream;

/** The part of a data folder that one component owns, seen by a backup. */
public interface BackupPart {
    /** Takes one file of the backup; the path is relative to the data folder, with {@code /} between names. */
    interface Sink {
        /** Copies the bytes; returns when they are taken. */
        void file(String path, InputStream bytes) throws IOException;
    }

    /** What is saved, in a few words. */
    String name();

    /**
     * Hands over files that, put back into an empty folder, hold everything that was acknowledged before the call. The
     * component may be at work meanwhile.
     */
    void save(Sink sink) throws IOException;
}
