package org.titlechain.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.LogRange;

/**
 * Gives snapshots of a ledger and their chunks while its node goes on: leaves and versions never change, so a chunk of
 * any earlier height is read from what is stored now, and nothing is copied or held for it. Any thread may ask.
 *
 * <p>Where chunks end is the same at every member: behind the leaf with which leaves and values since the last end have
 * {@link #TARGET} bytes. It is found by reading once, and kept.
 */
public final class SnapshotSource {
    /** A chunk ends with the leaf that reaches this. */
    static final long TARGET = 4L << 20;

    /** Bytes of a chunk at most: what CometBFT carries, less its own. */
    static final int LARGEST = 15 << 20;

    private static final int PAGE = 256;
    private static final byte[] CUT = "cut/".getBytes(StandardCharsets.US_ASCII);

    private final StoredLedger ledger;
    private final long target;

    /** Ends of chunks that are known, and how far was read behind the last of them. */
    private final List<Long> cuts = new ArrayList<>();

    private volatile long read;
    private long bytes;

    SnapshotSource(StoredLedger ledger, long target) {
        this.ledger = ledger;
        this.target = target;
        for (byte[] cut = cut(0); cut != null; cut = cut(cuts.size())) {
            cuts.add(ByteBuffer.wrap(cut).getLong());
        }
        read = cuts.isEmpty() ? 0 : cuts.getLast();
    }

    private byte @Nullable [] cut(int index) {
        return ledger.store.get(Column.META, key(index));
    }

    private static byte[] key(int index) {
        return ByteBuffer.allocate(CUT.length + Integer.BYTES)
                .put(CUT)
                .putInt(index)
                .array();
    }

    /** The snapshot of the block at the height; empty when it is not decided here, or nothing is in the log then. */
    public Optional<Snapshot> at(long height) {
        Optional<BlockSummary> block = ledger.block(height).filter(found -> found.logSize() > 0);
        if (block.isEmpty()) {
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.parse(block.get().checkpoint()).checkpoint();
        return Optional.of(new Snapshot(checkpoint, cutsUpTo(checkpoint.logSize())));
    }

    /** How many leaves up to the height were not read yet for the ends of chunks; {@link #at} reads them. */
    public long unread(long height) {
        return Math.max(0, ledger.block(height).map(BlockSummary::logSize).orElse(0L) - read);
    }

    private synchronized List<Long> cutsUpTo(long size) {
        while (read < size) {
            for (Leaf leaf : ledger.leaves(read, (int) Math.min(PAGE, size - read))) {
                bytes += item(leaf).length();
                read = leaf.position() + 1;
                if (bytes >= target) {
                    ledger.store.note(key(cuts.size()), Keys.number(read));
                    cuts.add(read);
                    bytes = 0;
                }
            }
        }
        List<Long> all = new ArrayList<>();
        for (long cut : cuts) {
            if (cut < size) {
                all.add(cut);
            }
        }
        all.add(size);
        return all;
    }

    /**
     * A chunk's bytes, by its number from 0.
     *
     * @throws IllegalArgumentException when this ledger has no such chunk
     */
    public byte[] chunk(Snapshot snapshot, int index) {
        if (index < 0
                || index >= snapshot.chunks()
                || ledger.block(snapshot.checkpoint().height()).isEmpty()) {
            throw new IllegalArgumentException("there is no chunk " + index);
        }
        byte[] chunk = snapshot.isLog(index) ? log(snapshot, index) : blocks(snapshot, index);
        if (chunk.length > LARGEST) {
            throw new IllegalStateException("chunk " + index + " has " + chunk.length + " bytes");
        }
        return chunk;
    }

    private byte[] log(Snapshot snapshot, int index) {
        long from = snapshot.fromPosition(index);
        long to = snapshot.toPosition(index);
        List<LogChunk.Item> items = new ArrayList<>();
        long length = 0;
        for (long next = from; next < to; ) {
            for (Leaf leaf : ledger.leaves(next, (int) Math.min(PAGE, to - next))) {
                LogChunk.Item item = item(leaf);
                items.add(item);
                length += item.length();
                next = leaf.position() + 1;
            }
            if (length > LARGEST) {
                throw new IllegalStateException("chunk " + index + " is too large");
            }
        }
        LogRange range =
                LogRange.of(ledger.nodes, from, to, snapshot.checkpoint().logSize());
        return new LogChunk(range, items).encode();
    }

    private LogChunk.Item item(Leaf leaf) {
        List<byte[]> values = new ArrayList<>();
        for (Leaves.Written write : LeafReader.of(leaf.bytes()).writes()) {
            values.add(ledger.version(write.key(), write.version())
                    .orElseThrow(() -> new IllegalStateException("version " + write.version() + " of " + write.key()
                            + " is missing in " + ledger.store.place()))
                    .value());
        }
        return new LogChunk.Item(leaf.bytes(), values);
    }

    private byte[] blocks(Snapshot snapshot, int index) {
        long from = snapshot.fromHeight(index);
        List<String> texts = new ArrayList<>();
        for (long height = from; height <= snapshot.toHeight(index); height++) {
            long wanted = height;
            texts.add(ledger.checkpoint(height)
                    .orElseThrow(() -> new IllegalStateException("the checkpoint of block " + wanted + " is missing")));
        }
        return new BlockChunk(from, texts).encode();
    }
}
