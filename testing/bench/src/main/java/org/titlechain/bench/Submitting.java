package org.titlechain.bench;

import org.titlechain.ledger.Entry;

/** A chain that signed registrations are submitted to, one entry each. Any thread may call it. */
interface Submitting extends AutoCloseable {
    /** A signed registration that was not given before. */
    Entry next(long number);

    /** Submits it, and returns when it is durable and decided and its receipt is here. */
    void submit(Entry entry) throws Exception;

    @Override
    void close();
}
