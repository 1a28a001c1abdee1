package org.titlechain.cli;

import java.io.PrintStream;
import org.titlechain.exchange.intake.ImportProgress;

/** One line that shows how far an import is: count, rate, remaining time. */
final class ProgressLine implements ImportProgress.Listener {
    private static final long EVERY = 500_000_000L;

    private final PrintStream out;
    private final long total;
    private final long started = System.nanoTime();
    private long shown;

    ProgressLine(PrintStream out, long total) {
        this.out = out;
        this.total = total;
    }

    @Override
    public void progress(ImportProgress progress) {
        long now = System.nanoTime();
        if (now - shown >= EVERY) {
            shown = now;
            show(progress);
        }
    }

    /** The last state. */
    void end(ImportProgress progress) {
        show(progress);
    }

    private void show(ImportProgress progress) {
        long done = progress.recorded() + progress.repeated() + progress.refused();
        long rate = done * 1_000_000_000L / Math.max(1, System.nanoTime() - started);
        long left = total - progress.skipped() - done;
        String remaining = rate == 0 ? "-" : left / rate + " s";
        out.printf("\r%d / %d  %d/s  剩余 remaining %s   ", progress.skipped() + done, total, rate, remaining);
        out.flush();
    }
}
