package org.titlechain.server.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.titlechain.server.node.Gateway.Prepared;
import org.titlechain.server.node.Gateway.Recorded;

/**
 * Puts messages of many callers under common signatures: what waits is placed in turns, one after the other, and those
 * who come during a turn are placed together in the next. There is no timer, and nobody waits for the outcome of
 * others: a lone message is placed at once. Any thread may call it.
 */
final class GatheredMessages {
    private static final int MESSAGES_IN_AN_ENTRY = 64;

    private final Function<List<Prepared>, CompletableFuture<List<Recorded>>> ledger;
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean placing = new AtomicBoolean();

    private record Waiting(Prepared prepared, CompletableFuture<Recorded> recorded) {}

    /** @param ledger places messages under one signature, and gives what became of each at its place of the list */
    GatheredMessages(Function<List<Prepared>, CompletableFuture<List<Recorded>>> ledger) {
        this.ledger = ledger;
    }

    /** Places the message; what became of it, or why it could not be placed. */
    CompletableFuture<Recorded> submit(Prepared prepared) {
        Waiting mine = new Waiting(prepared, new CompletableFuture<>());
        waiting.add(mine);
        beginTurn();
        return mine.recorded();
    }

    /** A turn has a thread of its own: it runs after all that can go on already, and these come along. */
    private void beginTurn() {
        if (placing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("gathered").start(this::turn);
        }
    }

    private void turn() {
        try {
            place(next());
        } finally {
            placing.set(false);
        }
        // Who submits adds first and looks afterwards; here it is the other way round, so nothing is overlooked.
        if (!waiting.isEmpty()) {
            beginTurn();
        }
    }

    private List<Waiting> next() {
        List<Waiting> group = new ArrayList<>();
        long bytes = 0;
        for (Waiting first = waiting.peek();
                first != null && group.size() < MESSAGES_IN_AN_ENTRY;
                first = waiting.peek()) {
            bytes += first.prepared().size();
            if (!group.isEmpty() && bytes > Gateway.LARGEST_ENTRY) {
                break;
            }
            group.add(waiting.remove());
        }
        return group;
    }

    private void place(List<Waiting> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            var _ = ledger.apply(group.stream().map(Waiting::prepared).toList())
                    .whenComplete((recorded, failure) -> finish(group, recorded, failure));
        } catch (RuntimeException | Error e) {
            finish(group, List.of(), e);
        }
    }

    private static void finish(List<Waiting> group, List<Recorded> recorded, @Nullable Throwable failure) {
        for (int i = 0; i < group.size(); i++) {
            if (failure == null) {
                group.get(i).recorded().complete(recorded.get(i));
            } else {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                group.get(i).recorded().completeExceptionally(cause == null ? failure : cause);
            }
        }
    }
}
