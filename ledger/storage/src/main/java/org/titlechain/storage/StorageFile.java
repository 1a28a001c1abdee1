package org.titlechain.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file of a {@link Storage}. One thread writes; any may read what was written before. */
public interface StorageFile extends Closeable {
    /** Bytes in the file. */
    long size() throws IOException;

    /**
     * Writes everything that remains in the buffer at the position. Not durable before {@link #force}.
     *
     * @throws StorageFullException when there is no room; part may have been written
     */
    void write(long position, ByteBuffer bytes) throws IOException;

    /** Fills the buffer from the position, or as much as there is; returns the number of bytes, 0 beyond the end. */
    int read(long position, ByteBuffer bytes) throws IOException;

    /** Cuts the file. */
    void truncate(long size) throws IOException;

    /**
     * Makes everything written so far durable. A failure is final: the system may have dropped the data, so forcing
     * again could succeed without it.
     */
    void force() throws IOException;
}
