package org.titlechain.kernel;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalWriter;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.SnapshotException.Fault;
import org.titlechain.proof.LogRange;

/**
 * Leaves of the log one after the other, what each of them wrote, and what leads them to the log root: a chunk that
 * verifies by itself.
 *
 * @param range where the leaves stand and what is beside them
 * @param items the leaves
 */
record LogChunk(LogRange range, List<Item> items) {
    private static final String FORMAT = "titlechain/snapshot-log";
    private static final int OVERHEAD = 16;

    /**
     * A leaf.
     *
     * @param leaf its bytes
     * @param values the canonical bytes of the values that it wrote, in the order of its writes
     */
    record Item(byte[] leaf, List<byte[]> values) {
        long length() {
            long length = leaf.length;
            for (byte[] value : values) {
                length += value.length;
            }
            return length;
        }
    }

    byte[] encode() {
        long length = 4_096;
        for (Item item : items) {
            length += item.length() + OVERHEAD * (2L + item.values().size());
        }
        CanonicalWriter out = new CanonicalWriter(Math.toIntExact(length));
        out.map(6).text("from").integer(range.from());
        out.text("items").list(items.size());
        for (Item item : items) {
            out.list(1 + item.values().size()).bytes(item.leaf());
            item.values().forEach(out::bytes);
        }
        hashes(out.text("before"), range.before());
        hashes(out.text("behind"), range.behind());
        return out.text("format").text(FORMAT).text("version").integer(1).toBytes();
    }

    private static void hashes(CanonicalWriter out, List<byte[]> hashes) {
        out.list(hashes.size());
        hashes.forEach(out::bytes);
    }

    static LogChunk decode(byte[] bytes) throws SnapshotException {
        try {
            MapValue map = CanonicalDecoder.decode(bytes).asMap();
            boolean whole = map.entries().size() == 6
                    && map.get("format").asText().equals(FORMAT)
                    && map.get("version").asLong() == 1;
            SnapshotException.require(whole, Fault.CHUNK_MALFORMED, "not a chunk of leaves");
            List<Item> items = new ArrayList<>();
            for (Value item : map.get("items").asList()) {
                List<byte[]> parts = new ArrayList<>();
                for (Value part : item.asList()) {
                    parts.add(part.asBytes());
                }
                SnapshotException.require(!parts.isEmpty(), Fault.CHUNK_MALFORMED, "an item without a leaf");
                items.add(new Item(parts.getFirst(), parts.subList(1, parts.size())));
            }
            return new LogChunk(
                    new LogRange(map.get("from").asLong(), hashes(map.get("before")), hashes(map.get("behind"))),
                    items);
        } catch (CodecException e) {
            throw new SnapshotException(Fault.CHUNK_MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static List<byte[]> hashes(Value list) throws SnapshotException {
        List<byte[]> hashes = new ArrayList<>();
        for (Value item : list.asList()) {
            SnapshotException.require(
                    item.asBytes().length == HashFunction.DIGEST_LENGTH, Fault.CHUNK_MALFORMED, "a hash");
            hashes.add(item.asBytes());
        }
        return hashes;
    }
}
