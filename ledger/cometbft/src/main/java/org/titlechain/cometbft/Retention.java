package org.titlechain.cometbft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.EndOfThread;

/**
 * Lets CometBFT forget blocks that this member keeps itself. What it alone has, the signatures over a block, goes into
 * the archive first, and the archive is on disk before anything is forgotten.
 */
final class Retention implements AutoCloseable {
    private static final String KEPT = "evidence";
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    /** What CometBFT is asked for before it may forget. */
    interface Source {
        /** The evidence for a native block. */
        byte[] evidence(long nativeHeight) throws IOException;

        /** Keeps the links up to a native header. */
        void keepLinks(long nativeHeight) throws IOException;
    }

    private final BlockArchive archive;
    private final Source source;
    private final long keep;
    private final Thread thread;
    private volatile boolean closing;
    private volatile long committed;
    private volatile long retained;
    private volatile String trouble = "";

    /**
     * Begins nothing yet.
     *
     * @param keep so many native blocks stay with CometBFT, for members that are behind; 0 for all
     */
    Retention(BlockArchive archive, Source source, long keep) {
        this.archive = archive;
        this.source = source;
        this.keep = keep;
        this.thread = Thread.ofPlatform().name("titlechain-retention").daemon().unstarted(this::run);
    }

    void start() {
        if (keep > 0) {
            thread.start();
        }
    }

    /** A native block is committed; gives the lowest one that CometBFT has to keep, 0 for all. */
    long committed(long nativeHeight) {
        committed = nativeHeight;
        return retained;
    }

    /** Why nothing can be forgotten at present; else empty. */
    String trouble() {
        return trouble;
    }

    private void run() {
        while (!closing) {
            try {
                forget(committed - keep);
                trouble = "";
            } catch (IOException | UncheckedIOException e) {
                trouble = "CometBFT keeps its old blocks, their evidence cannot be had: " + e.getMessage();
            } catch (IllegalStateException e) {
                // The archive was closed.
                return;
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Makes sure of everything up to the native block. */
    private void forget(long upTo) throws IOException {
        if (upTo < retained) {
            return;
        }
        long last = archive.heightAt(upTo);
        long kept = archive.number(KEPT, archive.joinedHeight());
        for (long height = kept + 1; height <= last && !closing; height++) {
            if (archive.evidence(height).isEmpty()) {
                archive.keepEvidence(height, source.evidence(archive.nativeHeightOf(height)));
            }
            archive.note(KEPT, height);
        }
        if (closing) {
            return;
        }
        source.keepLinks(upTo + 1);
        archive.sync();
        retained = upTo + 1;
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        EndOfThread.await(thread);
    }
}
