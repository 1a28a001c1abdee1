package org.titlechain.exchange.intake;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.titlechain.exchange.ExchangeException;
import org.titlechain.exchange.intake.ImportProgress.Listener;

/**
 * Puts files of messages on the ledger, one after the other in their order, with several under way at a time. A file is
 * noted in the journal only when its outcome is known, and outcomes are noted in order.
 */
public final class Import {
    private final Submission submission;
    private final ImportJournal journal;
    private final ImportReport report;
    private final Listener listener;
    private final int window;

    private long files;
    private long skipped;
    private long recorded;
    private long repeated;
    private long refused;
    private long bytes;

    /** @param window how many may be under way at a time */
    public Import(Submission submission, ImportJournal journal, ImportReport report, Listener listener, int window) {
        if (window < 1) {
            throw new IllegalArgumentException("window " + window);
        }
        this.submission = submission;
        this.journal = journal;
        this.report = report;
        this.listener = listener;
        this.window = window;
    }

    private record UnderWay(MessageFile file, CompletableFuture<Outcome> outcome) {}

    /**
     * Imports until the files end or it is told to stop. What is under way when it stops is waited for.
     *
     * @param stopping asked before each file
     * @throws IOException when a file cannot be read or submitted now; everything before it is noted, and running again
     *     goes on from there
     */
    public ImportProgress run(Iterator<MessageFile> source, BooleanSupplier stopping) throws IOException {
        Deque<UnderWay> underWay = new ArrayDeque<>();
        try {
            while (source.hasNext() && !stopping.getAsBoolean()) {
                MessageFile file = source.next();
                files++;
                if (journal.isDone(file)) {
                    skipped++;
                    continue;
                }
                underWay.add(new UnderWay(file, start(file)));
                while (underWay.size() >= window
                        || !underWay.isEmpty() && underWay.peek().outcome().isDone()) {
                    finish(underWay.remove());
                }
            }
        } finally {
            while (!underWay.isEmpty()) {
                finish(underWay.remove());
            }
            report.flush();
        }
        return progress();
    }

    private CompletableFuture<Outcome> start(MessageFile file) throws IOException {
        try {
            byte[] content = file.content().read();
            bytes += content.length;
            return submission.submit(file.name(), content).toCompletableFuture();
        } catch (ExchangeException e) {
            return CompletableFuture.completedFuture(Outcome.refused(e.problem()));
        }
    }

    private void finish(UnderWay done) throws IOException {
        Outcome outcome = outcome(done);
        switch (outcome.status()) {
            case RECORDED -> recorded++;
            case REPEATED -> repeated++;
            case REFUSED -> refused++;
        }
        report.add(done.file().name(), outcome);
        journal.done(done.file());
        listener.progress(progress());
    }

    private static Outcome outcome(UnderWay done) throws IOException {
        try {
            return done.outcome().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof ExchangeException refusal) {
                return Outcome.refused(refusal.problem());
            }
            throw new IOException("the outcome of " + done.file().name() + " is not known", cause);
        }
    }

    private ImportProgress progress() {
        return new ImportProgress(files, skipped, recorded, repeated, refused, bytes);
    }
}
