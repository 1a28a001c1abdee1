package org.titlechain.bench;

/**
 * A chain that registrations are submitted to, one at a time. Any thread may call it.
 *
 * @param <R> a registration, ready to be submitted
 */
interface Submitting<R> extends AutoCloseable {
    /** A registration that was not given before. */
    R next(long number);

    /** Submits it, and returns when it is durable and decided and its receipt is here. */
    void submit(R registration) throws Exception;

    /** Bytes that are submitted. */
    int length(R registration);

    @Override
    void close();
}
