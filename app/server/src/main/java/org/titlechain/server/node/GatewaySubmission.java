package org.titlechain.server.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.exchange.intake.Outcome;
import org.titlechain.exchange.intake.Submission;
import org.titlechain.server.http.Code;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.node.Gateway.Recorded;

/**
 * Lets imports and drop folders hand their messages to the gateway: several are prepared at a time, and all are placed
 * in the order in which they came. For one thread.
 */
public final class GatewaySubmission implements Submission {
    private static final int PREPARED_AT_ONCE = 16;

    private final Gateway gateway;
    private final Semaphore room = new Semaphore(PREPARED_AT_ONCE);
    private CompletableFuture<?> before = CompletableFuture.completedFuture("");

    public GatewaySubmission(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public CompletionStage<Outcome> submit(String fileName, byte[] bytes) {
        room.acquireUninterruptibly();
        CompletableFuture<Gateway.Prepared> prepared = new CompletableFuture<>();
        Thread.ofVirtual().name("prepare").start(() -> {
            try {
                prepared.complete(gateway.prepare(bytes));
            } catch (RuntimeException | Error e) {
                prepared.completeExceptionally(e);
            } finally {
                room.release();
            }
        });
        CompletableFuture<Recorded> recorded = new CompletableFuture<>();
        before = before.handle((done, failure) -> "")
                .thenCombine(prepared, (done, ready) -> place(ready, recorded))
                .exceptionally(failure -> recorded.completeExceptionally(cause(failure)));
        return recorded.thenApply(GatewaySubmission::outcome);
    }

    private boolean place(Gateway.Prepared ready, CompletableFuture<Recorded> recorded) {
        return gateway.submit(ready)
                .whenComplete((outcome, failure) -> {
                    if (failure == null) {
                        recorded.complete(outcome);
                    } else {
                        recorded.completeExceptionally(cause(failure));
                    }
                })
                .isDone();
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
