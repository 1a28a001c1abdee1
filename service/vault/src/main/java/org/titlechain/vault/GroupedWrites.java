package org.titlechain.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.titlechain.vault.Records.Batch;
import org.titlechain.vault.VaultException.Reason;

/**
 * Makes what many threads write durable with one force of the disk for all that wait. One thread takes everything that
 * waits, makes the keys durable that it depends on, then writes it in one step; meanwhile the next group gathers by
 * itself. There is no timer: a lone write is made at once.
 */
final class GroupedWrites implements AutoCloseable {
    private static final int LARGEST_GROUP = 512;
    private static final Pending END = new Pending(new Batch(), new CompletableFuture<>());

    private final Keys keys;
    private final Records records;
    private final LinkedBlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;
    private boolean closed;

    private record Pending(Batch batch, CompletableFuture<Boolean> durable) {}

    GroupedWrites(Keys keys, Records records) {
        this.keys = keys;
        this.records = records;
        this.writer =
                Thread.ofPlatform().name("titlechain-vault-writer").daemon().unstarted(this::run);
    }

    void start() {
        writer.start();
    }

    /**
     * Writes all changes or none; they, and every key that was made before the call, are durable when this returns.
     *
     * @throws VaultException with {@code STORAGE} when they could not be written, or the vault is closed
     */
    void write(Batch batch) {
        Pending pending = new Pending(batch, new CompletableFuture<>());
        synchronized (this) {
            if (closed) {
                throw new VaultException(Reason.STORAGE, "the vault is closed");
            }
            waiting.add(pending);
        }
        try {
            pending.durable().join();
        } catch (CompletionException e) {
            throw new VaultException(Reason.STORAGE, "the vault could not be written", e);
        }
    }

    private void run() {
        boolean ended = false;
        while (!ended) {
            List<Pending> group = new ArrayList<>();
            group.add(take());
            waiting.drainTo(group, LARGEST_GROUP - 1);
            ended = group.remove(END);
            write(group);
        }
    }

    private Pending take() {
        while (true) {
            try {
                return waiting.take();
            } catch (InterruptedException e) {
                // Nobody stops this thread but by closing: what waits is written first.
            }
        }
    }

    private void write(List<Pending> group) {
        Batch all = new Batch();
        group.forEach(pending -> all.addAll(pending.batch()));
        try {
            keys.sync();
            records.write(all);
        } catch (RuntimeException | Error e) {
            group.forEach(pending -> pending.durable().completeExceptionally(e));
            return;
        }
        group.forEach(pending -> pending.durable().complete(true));
    }

    /** Writes what waits and takes no more. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting.add(END);
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
