package org.titlechain.testkit.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.titlechain.driver.NativeBlock;

/** The smallest native chain: a list in memory that several members share, one block for each transaction. */
public final class SharedList {
    private final InstantSource clock;
    private final List<NativeBlock> blocks = new ArrayList<>();
    private int refusals;
    private int losses;
    private boolean standing;

    public SharedList(InstantSource clock) {
        this.clock = clock;
    }

    /** Refuses the next so many transactions, as a network that is overloaded. */
    public synchronized void refuse(int transactions) {
        refusals = transactions;
    }

    /** Takes the next so many transactions and never places them. */
    public synchronized void lose(int transactions) {
        losses = transactions;
    }

    /** Makes no more blocks until it is called with false: whatever comes meanwhile is lost. */
    public synchronized void stand(boolean stands) {
        standing = stands;
    }

    /** How many transactions the list has yet to refuse or to lose. */
    public synchronized int faultsLeft() {
        return refusals + losses;
    }

    /** Takes a transaction. */
    synchronized void submit(byte[] transaction) {
        if (refusals > 0) {
            refusals--;
            throw new IllegalStateException("the list is full");
        }
        if (losses > 0) {
            losses--;
        } else if (!standing) {
            place(List.of(transaction));
        }
    }

    /** Adds a block with any transactions. */
    public synchronized void place(List<byte[]> transactions) {
        blocks.add(new NativeBlock(blocks.size() + 1L, clock.millis(), transactions));
        notifyAll();
    }

    /** The last native height. */
    public synchronized long height() {
        return blocks.size();
    }

    synchronized Optional<NativeBlock> await(long height, Duration patience, BooleanSupplier givenUp)
            throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (blocks.size() < height && !givenUp.getAsBoolean() && deadline - System.nanoTime() > 0) {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
        return blocks.size() < height || givenUp.getAsBoolean()
                ? Optional.empty()
                : Optional.of(blocks.get(Math.toIntExact(height) - 1));
    }

    synchronized void wake() {
        notifyAll();
    }
}
