package org.titlechain.driver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.titlechain.ledger.Block;

/** The newest blocks in memory, and the readers that wait for the next. */
final class Tail {
    private static final int BLOCKS = 64;
    private static final long BYTES = 16L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final ArrayDeque<Block> recent = new ArrayDeque<>();
    private long recentBytes;
    private long height;
    private boolean ended;

    Tail(long height) {
        this.height = height;
    }

    /** Shows the next block, which is in the archive. */
    void add(Block block) {
        lock.lock();
        try {
            recent.addLast(block);
            recentBytes += bytesOf(block);
            while (recent.size() > BLOCKS || recentBytes > BYTES && recent.size() > 1) {
                recentBytes -= bytesOf(recent.removeFirst());
            }
            height = block.height();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The list begins behind the height. */
    void begin(long newHeight) {
        lock.lock();
        try {
            height = newHeight;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long bytesOf(Block block) {
        return block.entries().stream().mapToLong(entry -> entry.length).sum();
    }

    /** Waits until there is a block at the height; false when there is none in time, or the readers were ended. */
    boolean await(long wanted, Duration patience, BooleanSupplier givenUp) throws InterruptedException {
        long rest = patience.toNanos();
        lock.lock();
        try {
            while (height < wanted && rest > 0 && !ended && !givenUp.getAsBoolean()) {
                rest = moved.awaitNanos(rest);
            }
            return height >= wanted && !ended && !givenUp.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /** The block at the height when it is among the newest. */
    @Nullable
    Block recent(long wanted) {
        lock.lock();
        try {
            Block first = recent.peekFirst();
            if (first == null || wanted < first.height()) {
                return null;
            }
            return recent.stream()
                    .filter(block -> block.height() == wanted)
                    .findFirst()
                    .orElse(null);
        } finally {
            lock.unlock();
        }
    }

    long height() {
        lock.lock();
        try {
            return height;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the readers look whether they were closed. */
    void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all reading. */
    void end() {
        lock.lock();
        try {
            ended = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
