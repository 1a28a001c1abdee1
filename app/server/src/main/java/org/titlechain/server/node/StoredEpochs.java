package org.titlechain.server.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.ArchivedBlocks;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.embedded.StoredBlocks;
import org.titlechain.epochs.Epoch;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;

/**
 * The blocks of a node that does not run, over all its epochs: of each up to its last one, whatever its engine ordered
 * after that. Nothing is changed.
 */
public final class StoredEpochs implements BlockCursor {
    private final Path root;
    private final Suite suite;
    private final List<Epoch> epochs;
    private int index;
    private long next = 1;
    private @Nullable BlockCursor cursor;

    private StoredEpochs(Path root, Suite suite, List<Epoch> epochs) {
        this.root = root;
        this.suite = suite;
        this.epochs = epochs;
    }

    /** Reads the blocks in the data folder from the first on. */
    public static StoredEpochs open(Path root, Suite suite) throws IOException {
        return new StoredEpochs(root, suite, EngineFolder.epochs(root));
    }

    @Override
    public Optional<Block> next(Duration patience) throws InterruptedException {
        while (index + 1 < epochs.size()
                && next >= epochs.get(index + 1).origin().height()) {
            close();
            index++;
        }
        Epoch epoch = epochs.get(index);
        boolean counted = epoch.kind().equals(EmbeddedEngine.NAME);
        Optional<Block> block = opened(epoch, counted).next(patience);
        if (block.isEmpty()) {
            return block;
        }
        Block found = block.get();
        long height = counted ? found.height() + epoch.origin().height() - 1 : found.height();
        next = height + 1;
        return Optional.of(new Block(height, found.time(), found.entries()));
    }

    /** The engine's evidence for the block that was given last, where its archive keeps any. */
    public Optional<byte[]> evidence() {
        return cursor instanceof ArchivedBlocks archived ? archived.evidence(next - 1) : Optional.empty();
    }

    /** An embedded engine counts its own blocks from 1. */
    private BlockCursor opened(Epoch epoch, boolean counted) {
        BlockCursor open = cursor;
        if (open == null) {
            if (Engines.isAbsent(epoch)) {
                throw new UncheckedIOException(new IOException(Engines.absence(epoch)));
            }
            try {
                open = counted
                        ? StoredBlocks.open(
                                EngineFolder.of(root, epoch.number()),
                                suite,
                                next - epoch.origin().height() + 1)
                        : ArchivedBlocks.open(EngineFolder.archive(root, epoch), next);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            cursor = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
            cursor = null;
        }
    }
}
