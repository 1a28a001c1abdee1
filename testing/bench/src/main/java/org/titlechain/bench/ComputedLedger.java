package org.titlechain.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Status;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.kernel.LedgerFeed;
import org.titlechain.ledger.EngineStatus;

/** A ledger of any size that is computed, not kept: for filling search tables. It only reads, and proves nothing. */
abstract class ComputedLedger implements LedgerFeed {
    private static final byte[] SIGNER = new byte[32];

    private final long size;

    /** @param size its leaves; each is a block of its own */
    ComputedLedger(long size) {
        this.size = size;
    }

    @Override
    public List<Leaf> leaves(long fromPosition, int limit) {
        List<Leaf> leaves = new ArrayList<>();
        for (long position = fromPosition; position < size && leaves.size() < Math.min(limit, 50); position++) {
            leaves.add(new Leaf(position, CanonicalEncoder.encode(leaf(position))));
        }
        return leaves;
    }

    private Value leaf(long position) {
        List<Value> writes = new ArrayList<>();
        for (String key : keysOf(position)) {
            writes.add(Value.map()
                    .put("key", key)
                    .put("version", 1)
                    .put("digest", SIGNER)
                    .build());
        }
        return Value.map()
                .put("version", 1)
                .put("height", position + 1)
                .put("time", time(position))
                .put("entry", SIGNER)
                .put("index", 0)
                .put("key", SIGNER)
                .put("command", Value.map().put("type", "generated").build())
                .put(
                        "decision",
                        Value.map()
                                .put("accepted", true)
                                .put("result", Value.map().build())
                                .put("writes", Value.list(writes))
                                .build())
                .build();
    }

    /** The block time of a leaf. */
    static long time(long position) {
        return 1_767_225_600_000L + position * 1_000;
    }

    /** The keys that the leaf writes, each once and for ever. */
    abstract List<String> keysOf(long position);

    /** The leaf that writes the key. */
    abstract long positionOf(String key);

    /** What the key holds. */
    abstract Value valueOf(String key);

    @Override
    public Optional<Version> version(String key, long version) {
        long position = positionOf(key);
        byte[] value = CanonicalEncoder.encode(valueOf(key));
        return Optional.of(new Version(key, 1, value, position, position + 1, time(position)));
    }

    @Override
    public List<Version> history(String key, long beforeVersion, int limit) {
        return beforeVersion == 1 ? List.of() : List.of(version(key, 1).orElseThrow());
    }

    @Override
    public Optional<Version> find(String key) {
        return Optional.empty();
    }

    @Override
    public long awaitLogSize(long largerThan, Duration patience) throws InterruptedException {
        if (size <= largerThan) {
            Thread.sleep(patience);
        }
        return size;
    }

    @Override
    public Status status() {
        return new Status(
                "bench", size, size, size, new EngineStatus("none", size, 0, true, ""), OptionalInt.empty(), "");
    }
}
