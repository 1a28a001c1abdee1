package org.titlechain.exchange.intake;

/**
 * How far an import is.
 *
 * @param files files seen so far, done ones included
 * @param skipped done in an earlier run
 * @param recorded on the ledger by this run
 * @param repeated on the ledger before
 * @param refused refused
 * @param bytes read by this run
 */
public record ImportProgress(long files, long skipped, long recorded, long repeated, long refused, long bytes) {
    /** Is told how far an import is, after every file. */
    @FunctionalInterface
    public interface Listener {
        void progress(ImportProgress progress);
    }
}
