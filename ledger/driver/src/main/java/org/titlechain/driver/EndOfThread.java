package org.titlechain.driver;

import org.jspecify.annotations.Nullable;

/** Waiting for the end of a thread that was told to end. */
public final class EndOfThread {
    private EndOfThread() {}

    /**
     * Waits until the thread has ended, also while the caller is interrupted: what the thread uses is closed next. The
     * interruption is there again afterwards.
     *
     * @param thread null when there is none to wait for
     */
    public static void await(@Nullable Thread thread) {
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
