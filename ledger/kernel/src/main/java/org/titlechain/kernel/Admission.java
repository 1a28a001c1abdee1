package org.titlechain.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;

/**
 * The way of an entry from its submitter to the engine, and the way of its outcome back.
 *
 * <p>Signatures are verified together: whoever comes first verifies everything that waits; those who come meanwhile
 * wait for the next turn. A lone submitter verifies its own entry at once, without another thread. While the outcomes
 * of a block are handed out, its submitters come back one by one with their next entries: these are gathered, and
 * verified together when all outcomes are out.
 */
final class Admission {
    private static final int MAXIMUM_WAITING = 65_536;
    private static final int LARGEST_TURN = 256;

    private final String chain;
    private final Suite suite;
    private final LedgerEngine engine;
    private final Signatures signatures;
    private final Function<byte[], @Nullable Outcome> decided;
    private final ConcurrentLinkedQueue<Submission> unverified = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unverifiedCount = new AtomicInteger();
    private final AtomicBoolean verifying = new AtomicBoolean();
    private final AtomicInteger handingOut = new AtomicInteger();
    private final Map<Bytes, Submission> byId = new ConcurrentHashMap<>();
    private final Map<Bytes, Submission> byBytes = new ConcurrentHashMap<>();
    private volatile @Nullable String stopped;

    private record Submission(Entry entry, Bytes id, Bytes bytes, CompletableFuture<Outcome> outcome) {}

    /**
     * An admission in front of the engine.
     *
     * @param decided the outcome of an entry that was decided before, or null
     */
    Admission(String chain, Suite suite, LedgerEngine engine, Function<byte[], @Nullable Outcome> decided) {
        this.chain = chain;
        this.suite = suite;
        this.engine = engine;
        this.signatures = new Signatures(suite.signatures());
        this.decided = decided;
    }

    CompletableFuture<Outcome> submit(Entry entry) {
        String reason = stopped;
        if (reason != null) {
            return failed(SubmissionException.Reason.NODE_STOPPED, reason);
        }
        if (entry.suite() != suite) {
            return failed(SubmissionException.Reason.WRONG_SUITE, "this chain has the suite " + suite.label());
        }
        if (!entry.body().chain().equals(chain)) {
            return failed(SubmissionException.Reason.WRONG_CHAIN, "this node serves the chain " + chain);
        }
        if (unverifiedCount.get() + byId.size() >= MAXIMUM_WAITING) {
            return CompletableFuture.failedFuture(
                    new Rejected(Rejection.OVERLOADED, MAXIMUM_WAITING + " entries wait for their outcome"));
        }
        Submission submission =
                new Submission(entry, new Bytes(entry.id()), new Bytes(entry.bytes()), new CompletableFuture<>());
        unverifiedCount.incrementAndGet();
        unverified.add(submission);
        takeTurn();
        return submission.outcome();
    }

    /** Verifies what waits, unless somebody else does; leaves what comes meanwhile to another thread. */
    private void takeTurn() {
        if (handingOut.get() > 0 || !verifying.compareAndSet(false, true)) {
            return;
        }
        try {
            List<Submission> turn = new ArrayList<>();
            for (Submission next = unverified.poll(); next != null; next = unverified.poll()) {
                turn.add(next);
                if (turn.size() == LARGEST_TURN) {
                    break;
                }
            }
            unverifiedCount.addAndGet(-turn.size());
            verify(turn);
        } finally {
            verifying.set(false);
        }
        if (!unverified.isEmpty()) {
            ForkJoinPool.commonPool().execute(this::takeTurn);
        }
    }

    private void verify(List<Submission> turn) {
        boolean[] verdicts =
                signatures.verify(turn.stream().map(Submission::entry).toList());
        for (int i = 0; i < verdicts.length; i++) {
            Submission submission = turn.get(i);
            if (verdicts[i]) {
                append(submission);
            } else {
                submission
                        .outcome()
                        .completeExceptionally(new SubmissionException(
                                SubmissionException.Reason.INVALID_SIGNATURE, "the entry's signature is not valid"));
            }
        }
    }

    private void append(Submission submission) {
        Submission earlier = byId.putIfAbsent(submission.id(), submission);
        if (earlier != null) {
            forward(earlier, submission);
            return;
        }
        byBytes.put(submission.bytes(), submission);
        Outcome known = decided.apply(submission.id().value());
        if (known != null) {
            forget(submission);
            submission.outcome().complete(known);
            return;
        }
        String reason = stopped;
        if (reason != null) {
            fail(submission, new SubmissionException(SubmissionException.Reason.NODE_STOPPED, reason));
            return;
        }
        var _ = engine.append(submission.entry()).whenComplete((position, failure) -> {
            if (failure != null) {
                fail(
                        submission,
                        failure instanceof CompletionException wrapped && wrapped.getCause() != null
                                ? wrapped.getCause()
                                : failure);
            }
        });
    }

    private static void forward(Submission earlier, Submission later) {
        var _ = earlier.outcome().whenComplete((outcome, failure) -> {
            if (failure == null) {
                later.outcome().complete(outcome);
            } else {
                later.outcome().completeExceptionally(failure);
            }
        });
    }

    private void fail(Submission submission, Throwable reason) {
        forget(submission);
        submission.outcome().completeExceptionally(reason);
    }

    private void forget(Submission submission) {
        byBytes.remove(submission.bytes(), submission);
        byId.remove(submission.id(), submission);
    }

    /**
     * Runs what hands out the outcomes of a block. Whatever is submitted until it is done waits for its end, and is
     * verified by another thread.
     */
    void handOut(Runnable work) {
        handingOut.incrementAndGet();
        try {
            work.run();
        } finally {
            // Who submits adds first and looks afterwards; here it is the other way round, so nothing is overlooked.
            if (handingOut.decrementAndGet() == 0 && !unverified.isEmpty()) {
                ForkJoinPool.commonPool().execute(this::takeTurn);
            }
        }
    }

    /** The entry of these bytes when it was verified here, else null. */
    @Nullable
    Entry verified(byte[] bytes) {
        Submission submission = byBytes.get(new Bytes(bytes));
        return submission == null ? null : submission.entry();
    }

    /** Who waits for the entry's outcome, or null; from now on nobody does. */
    @Nullable
    CompletableFuture<Outcome> take(Bytes id) {
        Submission submission = byId.get(id);
        if (submission == null) {
            return null;
        }
        forget(submission);
        return submission.outcome();
    }

    /** Ends everything that waits: whether it was placed is not known here. */
    void stop(String reason, Function<String, RuntimeException> ambiguous) {
        stopped = reason;
        for (Submission submission : List.copyOf(byId.values())) {
            fail(submission, ambiguous.apply(reason));
        }
    }

    private static CompletableFuture<Outcome> failed(SubmissionException.Reason reason, String message) {
        return CompletableFuture.failedFuture(new SubmissionException(reason, message));
    }
}
