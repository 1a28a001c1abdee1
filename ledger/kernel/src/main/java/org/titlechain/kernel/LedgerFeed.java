package org.titlechain.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Status;
import org.titlechain.kernel.Ledger.Version;

/**
 * What whoever follows a ledger needs: its leaves in their order, and what they wrote. Search tables are filled from it
 * and from nothing else. Any thread may call it; every read sees whole blocks only.
 */
public interface LedgerFeed {
    /** Leaves from the position on, at most so many, as far as they are committed. */
    List<Leaf> leaves(long fromPosition, int limit);

    /**
     * Waits until the log is larger than the size, the patience ends or the ledger is closed.
     *
     * @return the log size now
     */
    long awaitLogSize(long largerThan, Duration patience) throws InterruptedException;

    /** The present value under the state key. */
    Optional<Version> find(String key);

    /** One version of the key. */
    Optional<Version> version(String key, long version);

    /** The versions of the key, newest first, beginning below {@code beforeVersion} (0: from the newest). */
    List<Version> history(String key, long beforeVersion, int limit);

    /** How the node is; cheap enough to ask every second. */
    Status status();
}
