package org.titlechain.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One folder of plain files, as small as durable code needs it, so that tests can put a disk under it that loses,
 * reorders and tears whatever was not forced. Names have no separators. For one writer; reads may be concurrent.
 */
public interface Storage extends Closeable {
    /** The names of the files, sorted. */
    List<String> list() throws IOException;

    /** Opens an existing file. */
    StorageFile open(String name) throws IOException;

    /** Makes an empty file, which must not exist. Its name is durable after {@link #forceNames}. */
    StorageFile create(String name) throws IOException;

    /** Removes the file. Durable after {@link #forceNames}. */
    void delete(String name) throws IOException;

    /** Makes all creations and removals durable. A failure is final: it must not be tried again. */
    void forceNames() throws IOException;

    /** Bytes that can still be written, as far as the system says. */
    long usableBytes() throws IOException;

    /** How people find the file: its path. */
    String describe(String name);
}
