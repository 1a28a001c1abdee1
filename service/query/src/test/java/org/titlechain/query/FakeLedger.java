package org.titlechain.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Status;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.kernel.LedgerFeed;
import org.titlechain.ledger.EngineStatus;

/** A ledger in memory that believes what it is told: one leaf for each command, in blocks of the caller's choice. */
final class FakeLedger implements LedgerFeed {
    static final byte[] SIGNER = filled(7);

    private final List<Leaf> leaves = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, List<Version>> versions = new TreeMap<>();
    private long height;
    private long time;

    FakeLedger() {
        block(1_767_225_600_000L);
        accept(
                Value.map().put("type", "governance.genesis").build(),
                Value.map().build(),
                Map.of("key/" + java.util.HexFormat.of().formatHex(SIGNER), key("测试登记机构一号", "测试市登记中心")));
    }

    static MapValue key(String name, String organisation) {
        return Value.map().put("name", name).put("organisation", organisation).build();
    }

    static byte[] filled(int with) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    /** Begins a block at the time. */
    synchronized void block(long blockTime) {
        height++;
        time = blockTime;
    }

    synchronized long time() {
        return time;
    }

    synchronized long height() {
        return height;
    }

    /** Appends an accepted command that writes the values. */
    synchronized long accept(MapValue command, MapValue result, Map<String, MapValue> writes) {
        List<Value> written = new ArrayList<>();
        long position = leaves.size();
        for (Map.Entry<String, MapValue> write : new TreeMap<>(writes).entrySet()) {
            List<Version> history = versions.computeIfAbsent(write.getKey(), key -> new ArrayList<>());
            long version = history.size() + 1L;
            byte[] value = CanonicalEncoder.encode(write.getValue());
            history.add(new Version(write.getKey(), version, value, position, height, time));
            written.add(Value.map()
                    .put("key", write.getKey())
                    .put("version", version)
                    .put("digest", filled((int) (position % 100)))
                    .build());
        }
        MapValue decision = Value.map()
                .put("accepted", true)
                .put("result", result)
                .put("writes", Value.list(written))
                .build();
        append(command, 0, decision);
        return position;
    }

    /** Appends a command that was refused, or with index −1 an entry that was. */
    synchronized void refuse(MapValue command, int index, String code) {
        refuse(command, index, code, Value.map().build());
    }

    /** The same with what the refusal names. */
    synchronized void refuse(MapValue command, int index, String code, MapValue facts) {
        append(
                command,
                index,
                Value.map()
                        .put("accepted", false)
                        .put("code", code)
                        .put("facts", facts)
                        .build());
    }

    private void append(MapValue command, int index, MapValue decision) {
        MapValue leaf = Value.map()
                .put("version", 1)
                .put("height", height)
                .put("time", time)
                .put("entry", filled(1))
                .put("index", index)
                .put("key", SIGNER)
                .put("command", index < 0 ? Value.NullValue.NULL : command)
                .put("decision", decision)
                .build();
        leaves.add(new Leaf(leaves.size(), CanonicalEncoder.encode(leaf)));
        notifyAll();
    }

    @Override
    public List<Leaf> leaves(long fromPosition, int limit) {
        synchronized (leaves) {
            int from = (int) Math.min(fromPosition, leaves.size());
            return List.copyOf(leaves.subList(from, Math.min(leaves.size(), from + limit)));
        }
    }

    @Override
    public synchronized Optional<Version> version(String key, long version) {
        List<Version> history = versions.getOrDefault(key, List.of());
        return version < 1 || version > history.size() ? Optional.empty() : Optional.of(history.get((int) version - 1));
    }

    @Override
    public synchronized Optional<Version> find(String key) {
        List<Version> history = versions.getOrDefault(key, List.of());
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast());
    }

    @Override
    public synchronized long awaitLogSize(long largerThan, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (leaves.size() <= largerThan) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return leaves.size();
    }

    @Override
    public synchronized Status status() {
        return new Status(
                "test",
                height,
                leaves.size(),
                versions.size(),
                new EngineStatus("fake", height, 0, true, ""),
                OptionalInt.empty(),
                "");
    }

    @Override
    public synchronized List<Version> history(String key, long beforeVersion, int limit) {
        return versions.getOrDefault(key, List.of()).reversed().stream()
                .filter(version -> beforeVersion == 0 || version.version() < beforeVersion)
                .limit(limit)
                .toList();
    }
}
