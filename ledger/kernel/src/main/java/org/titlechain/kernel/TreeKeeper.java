package org.titlechain.kernel;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.titlechain.kernel.tree.StateTree;
import org.titlechain.kernel.tree.TreeImage;

/**
 * Writes an image of a running node's state tree from time to time, beside its work, and when it ends. For the thread
 * that applies blocks. An image that cannot be written costs the next start some time and nothing else.
 */
final class TreeKeeper {
    /** After so many changes an image is written: a start reads as many leaves again, a few seconds. */
    static final long CHANGES = 250_000;

    private final TreeFiles files;
    private final StateTree tree;
    private final long interval;
    private long changes;
    private long height;
    /** Why the newest image could not be written, and at which height; empty when it could. */
    private volatile String trouble = "";

    private FutureTask<Boolean> writing = new FutureTask<>(() -> true);

    TreeKeeper(TreeFiles files, TreeStart.Started started, long interval) {
        this.files = files;
        this.tree = started.tree();
        this.changes = started.changes();
        this.height = started.imageHeight();
        this.interval = interval;
        writing.run();
    }

    /** A block is stored that changed so many keys. */
    void stored(Tip tip, int keys) {
        changes += keys;
        if (changes >= interval && writing.isDone()) {
            begin(tip);
        }
    }

    private void begin(Tip tip) {
        changes = 0;
        height = tip.height();
        TreeImage image = tree.image();
        writing = new FutureTask<>(() -> {
            save(tip, image);
            return true;
        });
        Thread.ofPlatform().daemon().name("titlechain-tree-image").start(writing);
    }

    private void save(Tip tip, TreeImage image) throws IOException {
        try {
            files.save(tip, image);
            trouble = "";
        } catch (IOException | RuntimeException e) {
            trouble = "no image of the state tree could be written at height " + tip.height() + ": "
                    + e.getClass().getSimpleName();
            throw e;
        }
    }

    /** A sentence for operators when the newest image could not be written; empty when all is well. */
    String trouble() {
        return trouble;
    }

    /** The node ends, with all blocks up to the tip stored; an image of it is written if there is none. */
    void end(Tip tip) throws InterruptedException {
        await();
        if (height != tip.height() && Arrays.equals(tree.root(), tip.stateRoot())) {
            begin(tip);
            await();
        }
    }

    /** One that could not be written is no image; the next start believes only what it finds. */
    private void await() throws InterruptedException {
        try {
            writing.get();
        } catch (ExecutionException e) {
            height = 0;
        }
    }
}
