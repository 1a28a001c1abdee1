package org.titlechain.kernel;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.StateStore.Row;
import org.titlechain.kernel.tree.StateTree;

/**
 * Has the state tree again when a node starts: from the newest image and the leaves that the log says were written
 * since, or, where there is any doubt, from all leaves.
 */
record TreeStart(StateStore store, HashFunction hash) {
    /** Bytes of leaves that the state tree keeps in memory: nearly a million. */
    private static final long MEMORY = 64L << 20;

    /**
     * A tree that was had again. Its root is not compared yet.
     *
     * @param imageHeight the block of the image that it comes from, 0 for none
     * @param changes how many keys were read that are not in that image
     */
    record Started(StateTree tree, long imageHeight, long changes) {}

    /** The tree of all stored leaves. */
    Started fromLeaves() {
        StateTree tree = StateTree.over(hash, store.estimatedRows(Column.PLACES), new StoredPlaces(store), MEMORY);
        return new Started(tree, 0, tree.size());
    }

    /** The tree of the tip from the image, or else from all leaves. */
    Started atTip(Tip tip, Optional<TreeFiles.Kept> newest) {
        try {
            return newest.flatMap(kept -> fromImage(tip, kept)).orElseGet(this::fromLeaves);
        } catch (CodecException | UncheckedIOException e) {
            // The log is damaged, which is found where the log is read; a start does not need all of it.
            return fromLeaves();
        }
    }

    /** The tree that the image and what was written since lead to; empty when that is not the state of the tip. */
    Optional<Started> fromImage(Tip tip, TreeFiles.Kept kept) {
        byte[] summary = kept.height() > tip.height() ? null : store.get(Column.BLOCKS, Keys.number(kept.height()));
        if (summary == null) {
            return Optional.empty();
        }
        BlockSummary block = BlockSummaries.decode(summary);
        StateTree tree = StateTree.over(hash, kept.image(), new StoredPlaces(store), MEMORY);
        if (block.logSize() != kept.logSize() || !Arrays.equals(tree.root(), block.stateRoot())) {
            return Optional.empty();
        }
        Written written = writtenSince(kept.logSize(), tip.logSize());
        tree.readAgain(written.places, written.added);
        return Arrays.equals(tree.root(), tip.stateRoot())
                ? Optional.of(new Started(tree, kept.height(), written.places.size()))
                : Optional.empty();
    }

    private Written writtenSince(long fromPosition, long toPosition) {
        return store.scan(Column.LEAVES, Keys.number(fromPosition), rows -> {
            Written written = new Written();
            for (Row row = rows.row(); row != null && Keys.lastNumber(row.key()) < toPosition; row = rows.row()) {
                written.add(CanonicalDecoder.decode(row.value()).asMap());
                rows.next();
            }
            return written;
        });
    }

    /** What leaves of the log wrote into the state. */
    private final class Written {
        private final List<byte[]> places = new ArrayList<>();
        private long added;

        void add(MapValue leaf) {
            List<Value> writes = leaf.get("decision")
                    .asMap()
                    .find("writes")
                    .map(Value::asList)
                    .orElse(List.of());
            for (Value write : writes) {
                places.add(hash.hash(Keys.text(write.asMap().get("key").asText())));
                added += write.asMap().get("version").asLong() == 1 ? 1 : 0;
            }
        }
    }
}
