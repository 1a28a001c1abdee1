package org.titlechain.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.titlechain.ledger.Position;

/**
 * Where each entry is, by its identifier. Derived from the block log and never forced: it may be behind or lost after a
 * crash and is then filled from the log again.
 */
interface EntryIndex extends AutoCloseable {
    /** The last block that is in the index, 0 for none. */
    long height();

    /** The digest of that block's record. */
    byte[] digest();

    /** The place of the entry. */
    Optional<Position> find(byte[] id) throws IOException;

    /** Adds the identifiers of a block, in the order of its entries. */
    void add(LogTip tip, List<byte[]> ids) throws IOException;

    /** Forgets everything. */
    void clear() throws IOException;

    @Override
    void close() throws IOException;
}
