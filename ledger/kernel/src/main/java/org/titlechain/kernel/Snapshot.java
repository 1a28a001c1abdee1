package org.titlechain.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.SnapshotException.Fault;
import org.titlechain.proof.Checkpoint;

/**
 * What a member's ledger up to a height consists of, in chunks ({@code docs/formats.md}, section 23). The same at every
 * member: first the leaves of the log with what they wrote, then the checkpoints of the blocks. It is a claim; each
 * chunk is held against its roots, and they against what members and validators have signed.
 *
 * @param checkpoint what the ledger leads to
 * @param cuts the log position behind each chunk of leaves, ascending; the last one is the log size
 */
public record Snapshot(Checkpoint checkpoint, List<Long> cuts) {
    /** Checkpoints in one chunk. */
    static final int BLOCKS = 5_000;

    private static final String FORMAT = "titlechain/snapshot";
    private static final List<String> FIELDS =
            List.of("format", "version", "chain", "suite", "height", "time", "logSize", "logRoot", "stateRoot", "cuts");

    public Snapshot {
        cuts = List.copyOf(cuts);
    }

    /** How many chunks there are. */
    public int chunks() {
        return cuts.size() + blockChunks();
    }

    private int blockChunks() {
        return Math.toIntExact((checkpoint.height() + BLOCKS - 1) / BLOCKS);
    }

    boolean isLog(int index) {
        return index < cuts.size();
    }

    /** The first position of a chunk of leaves. */
    long fromPosition(int index) {
        return index == 0 ? 0 : cuts.get(index - 1);
    }

    long toPosition(int index) {
        return cuts.get(index);
    }

    /** The first height of a chunk of checkpoints. */
    long fromHeight(int index) {
        return 1 + (long) (index - cuts.size()) * BLOCKS;
    }

    long toHeight(int index) {
        return Math.min(checkpoint.height(), fromHeight(index) + BLOCKS - 1);
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return CanonicalEncoder.encode(Value.map()
                .put("format", FORMAT)
                .put("version", 1)
                .put("chain", checkpoint.chain())
                .put("suite", checkpoint.suite().label())
                .put("height", checkpoint.height())
                .put("time", checkpoint.time())
                .put("logSize", checkpoint.logSize())
                .put("logRoot", checkpoint.logRoot())
                .put("stateRoot", checkpoint.stateRoot())
                .put("cuts", Value.list(cuts.stream().map(Value::of).toList()))
                .build());
    }

    /** Reads one; nothing in it is believed yet. */
    public static Snapshot decode(byte[] bytes) throws SnapshotException {
        try {
            MapValue map = CanonicalDecoder.decode(bytes).asMap();
            require(
                    map.entries().size() == FIELDS.size()
                            && map.get("format").asText().equals(FORMAT),
                    "fields");
            require(map.get("version").asLong() == 1, "version");
            List<Long> cuts = new ArrayList<>();
            for (Value cut : map.get("cuts").asList()) {
                cuts.add(cut.asLong());
            }
            Checkpoint checkpoint = new Checkpoint(
                    map.get("chain").asText(),
                    Suite.ofLabel(map.get("suite").asText()),
                    map.get("height").asLong(),
                    map.get("time").asLong(),
                    map.get("logSize").asLong(),
                    hash(map.get("logRoot")),
                    hash(map.get("stateRoot")));
            Snapshot snapshot = new Snapshot(checkpoint, cuts);
            snapshot.requireOrder();
            require(Arrays.equals(snapshot.encode(), bytes), "not in its one form");
            return snapshot;
        } catch (CodecException | IllegalArgumentException e) {
            throw new SnapshotException(Fault.SNAPSHOT_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] hash(Value value) throws SnapshotException {
        require(value.asBytes().length == HashFunction.DIGEST_LENGTH, "a root");
        return value.asBytes();
    }

    private void requireOrder() throws SnapshotException {
        require(checkpoint.height() >= 1 && checkpoint.height() <= 1L << 40, "height");
        long before = 0;
        for (long cut : cuts) {
            require(cut > before, "cuts");
            before = cut;
        }
        require(before == checkpoint.logSize() && before > 0, "cuts do not end with the log");
    }

    private static void require(boolean holds, String otherwise) throws SnapshotException {
        SnapshotException.require(holds, Fault.SNAPSHOT_MALFORMED, otherwise);
    }
}
