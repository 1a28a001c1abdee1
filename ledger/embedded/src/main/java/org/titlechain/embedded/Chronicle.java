package org.titlechain.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.titlechain.ledger.Block;

/** What readers know of the log's end: which block is written, which is durable, and the newest blocks themselves. */
final class Chronicle {
    private static final long MAXIMUM_RECENT_BYTES = 32L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition demanded = lock.newCondition();
    private final ArrayDeque<Block> recent = new ArrayDeque<>();
    private long recentBytes;
    private long written;
    private volatile long durable;
    private int aheadReaders;
    private long demand;
    private boolean ended;

    Chronicle(long height) {
        this.written = height;
        this.durable = height;
    }

    /** The last durable block. */
    long durable() {
        return durable;
    }

    /** The block is written and will be durable unless the engine stops. */
    void written(Block block) {
        lock.lock();
        try {
            recent.addLast(block);
            recentBytes += RecordFormat.lengthOf(block.entries());
            while (recentBytes > MAXIMUM_RECENT_BYTES && recent.size() > 1) {
                recentBytes -= RecordFormat.lengthOf(recent.removeFirst().entries());
            }
            written = block.height();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Everything that was written is durable. */
    void settled() {
        lock.lock();
        try {
            durable = written;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No block will follow. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
            demanded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A reader that takes blocks before they are durable begins, or ends. */
    void aheadReader(boolean begins) {
        lock.lock();
        try {
            aheadReaders += begins ? 1 : -1;
            demanded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until an ahead reader has asked for the block, there is none, no block will follow, or the patience ends.
     */
    void awaitDemand(long height, Duration patience) {
        long remaining = patience.toNanos();
        lock.lock();
        try {
            while (aheadReaders > 0 && demand < height && !ended && remaining > 0) {
                remaining = demanded.awaitNanos(remaining);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the block; false when it did not come in time, or never will. */
    boolean await(long height, boolean ahead, Duration patience, Closed closed) throws InterruptedException {
        long remaining = patience.toNanos();
        lock.lock();
        try {
            if (ahead && height > demand) {
                demand = height;
                demanded.signalAll();
            }
            while ((ahead ? written : durable) < height) {
                if (ended || closed.isClosed() || remaining <= 0) {
                    return false;
                }
                remaining = changed.awaitNanos(Math.min(remaining, TimeUnit.HOURS.toNanos(1)));
            }
            return !closed.isClosed();
        } finally {
            lock.unlock();
        }
    }

    /** The block, if it is among the newest. */
    @Nullable
    Block recent(long height) {
        lock.lock();
        try {
            if (recent.isEmpty() || height < recent.getFirst().height()) {
                return null;
            }
            for (var newest = recent.descendingIterator(); newest.hasNext(); ) {
                Block block = newest.next();
                if (block.height() == height) {
                    return block;
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody who waits. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether a reader was closed. */
    interface Closed {
        boolean isClosed();
    }
}
