package org.titlechain.server.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.exchange.intake.Outcome;
import org.titlechain.exchange.intake.Submission;
import org.titlechain.server.http.Code;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.node.Gateway.Prepared;
import org.titlechain.server.node.Gateway.Recorded;

/**
 * Lets imports and drop folders hand their messages to the gateway: many are prepared at a time, and all are placed in
 * the order in which they came. While a few entries are on their way to the ledger, what is ready gathers for the next:
 * a lone message is placed at once, and a flood of them shares its signatures. For one thread.
 */
public final class GatewaySubmission implements Submission {
    private static final int PREPARED_AT_ONCE = 128;
    private static final int ENTRIES_UNDER_WAY = 3;
    private static final int MESSAGES_IN_AN_ENTRY = 64;

    private final Gateway gateway;
    private final Semaphore room = new Semaphore(PREPARED_AT_ONCE);
    private final Deque<Item> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean placing;

    /** A message on its way; of {@code ready} and {@code outcome}, the first is completed before the second. */
    private record Item(CompletableFuture<Prepared> ready, CompletableFuture<Outcome> outcome) {}

    public GatewaySubmission(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public CompletionStage<Outcome> submit(String fileName, byte[] bytes) {
        room.acquireUninterruptibly();
        Item item = new Item(new CompletableFuture<>(), new CompletableFuture<>());
        synchronized (this) {
            waiting.add(item);
        }
        Thread.ofVirtual().name("prepare").start(() -> {
            try {
                item.ready().complete(gateway.prepare(bytes));
            } catch (RuntimeException | Error e) {
                item.ready().completeExceptionally(e);
            } finally {
                room.release();
            }
            place();
        });
        return item.outcome();
    }

    /** Places what is ready, unless another thread does. */
    private void place() {
        synchronized (this) {
            if (placing) {
                return;
            }
            placing = true;
        }
        for (List<Item> group = next(); !group.isEmpty(); group = next()) {
            place(group);
        }
    }

    /** What is ready at the front; empty when nothing is to be placed now, and then nobody is placing any longer. */
    private synchronized List<Item> next() {
        List<Item> group = new ArrayList<>();
        long bytes = 0;
        while (underWay < ENTRIES_UNDER_WAY
                && group.size() < MESSAGES_IN_AN_ENTRY
                && !waiting.isEmpty()
                && waiting.getFirst().ready().isDone()) {
            CompletableFuture<Prepared> ready = waiting.getFirst().ready();
            if (ready.isCompletedExceptionally()) {
                waiting.removeFirst().outcome().completeExceptionally(ready.exceptionNow());
                continue;
            }
            bytes += ready.join().size();
            if (!group.isEmpty() && bytes > Gateway.LARGEST_ENTRY) {
                break;
            }
            group.add(waiting.removeFirst());
        }
        placing = !group.isEmpty();
        underWay += placing ? 1 : 0;
        return group;
    }

    private void place(List<Item> group) {
        List<Prepared> prepared =
                group.stream().map(item -> item.ready().join()).toList();
        CompletableFuture<List<Recorded>> placed;
        try {
            placed = gateway.submit(prepared);
        } catch (RuntimeException e) {
            placed = CompletableFuture.failedFuture(e);
        }
        var _ = placed.whenComplete((recorded, failure) -> finish(group, recorded, failure));
    }

    private void finish(List<Item> group, List<Recorded> recorded, @Nullable Throwable failure) {
        synchronized (this) {
            underWay--;
        }
        Thread.startVirtualThread(this::place);
        for (int i = 0; i < group.size(); i++) {
            CompletableFuture<Outcome> outcome = group.get(i).outcome();
            if (failure == null) {
                outcome.complete(outcome(recorded.get(i)));
            } else {
                outcome.completeExceptionally(cause(failure));
            }
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** What became of the message, in words. */
    public static Outcome outcome(Recorded recorded) {
        MapValue decision = recorded.decision();
        if (!decision.get("accepted").asBoolean()) {
            Code code = ContractCode.named(decision.get("code").asText());
            return Outcome.refused(recorded.messageId(), code.name(), code.title(), code.titleEnglish());
        }
        List<String> findings = new ArrayList<>();
        for (Value finding : decision.get("result").asMap().get("findings").asList()) {
            findings.add(finding.asMap().get("code").asText());
        }
        return Outcome.recorded(recorded.messageId(), recorded.repeated(), findings);
    }
}
