package org.titlechain.kernel.members;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger;
import org.titlechain.proof.Accusation.Place;
import org.titlechain.proof.Checkpoint;

/**
 * Finds where another member's ledger parts from this one: the first height with other roots, by halving; in that block
 * the first leaf that differs; in that leaf the first state key.
 */
final class Bisection {
    private static final int LEAVES_AT_ONCE = 200;

    private final Ledger own;
    private final Peer peer;

    Bisection(Ledger own, Peer peer) {
        this.own = own;
        this.peer = peer;
    }

    /** The first height at which the heads differ, given one at which they do; heads differ for ever after. */
    long firstDifferentHeight(long different) throws IOException {
        long equal = 0;
        long high = different;
        while (high - equal > 1) {
            long middle = equal + (high - equal) / 2;
            if (same(middle)) {
                equal = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private boolean same(long height) throws IOException {
        Optional<String> mine = own.checkpoint(height);
        Optional<String> theirs = peer.checkpoint(height);
        return mine.isPresent() && theirs.isPresent() && body(mine.get()).equals(body(theirs.get()));
    }

    private static String body(String text) {
        return Checkpoint.parse(text).checkpoint().body();
    }

    /** Where the block at the height differs. */
    Place place(long height) throws IOException {
        long from = height == 1 ? 0 : size(own.checkpoint(height - 1).orElseThrow());
        long end = size(own.checkpoint(height).orElseThrow());
        long theirEnd = peer.checkpoint(height).map(Bisection::size).orElse(from);
        long last = Math.max(end, theirEnd);
        for (long position = from; position < last; position += LEAVES_AT_ONCE) {
            int count = (int) Math.min(LEAVES_AT_ONCE, last - position);
            List<byte[]> mine = own.leaves(position, (int) Math.max(0, Math.min(count, end - position))).stream()
                    .map(Ledger.Leaf::bytes)
                    .toList();
            List<byte[]> theirs = peer.leaves(position, (int) Math.max(0, Math.min(count, theirEnd - position)));
            for (int i = 0; i < count; i++) {
                byte[] left = i < mine.size() ? mine.get(i) : new byte[0];
                byte[] right = i < theirs.size() ? theirs.get(i) : new byte[0];
                if (!Arrays.equals(left, right)) {
                    return place(height, position + i, left, right);
                }
            }
        }
        return new Place(height, -1, new byte[0], -1, "", new byte[0], new byte[0]);
    }

    private static long size(String text) {
        return Checkpoint.parse(text).checkpoint().logSize();
    }

    private static Place place(long height, long position, byte[] left, byte[] right) {
        Optional<MapValue> mine = leaf(left);
        Optional<MapValue> theirs = leaf(right);
        Optional<MapValue> named = mine.or(() -> theirs);
        return new Place(
                height,
                position,
                named.map(leaf -> leaf.get("entry").asBytes()).orElse(new byte[0]),
                named.map(leaf -> leaf.get("index").asLong()).orElse(-1L),
                key(writes(mine), writes(theirs)),
                left,
                right);
    }

    /** What a peer sends need not be a leaf. */
    private static Optional<MapValue> leaf(byte[] bytes) {
        try {
            MapValue leaf = CanonicalDecoder.decode(bytes).asMap();
            leaf.get("entry").asBytes();
            leaf.get("index").asLong();
            return Optional.of(leaf);
        } catch (CodecException e) {
            return Optional.empty();
        }
    }

    private static List<Value> writes(Optional<MapValue> leaf) {
        try {
            return leaf.flatMap(map -> map.get("decision").asMap().find("writes"))
                    .map(Value::asList)
                    .orElse(List.of());
        } catch (CodecException e) {
            return List.of();
        }
    }

    private static String key(List<Value> mine, List<Value> theirs) {
        for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
            if (i >= mine.size() || i >= theirs.size() || !mine.get(i).equals(theirs.get(i))) {
                return name(i < mine.size() ? mine.get(i) : theirs.get(i));
            }
        }
        return "";
    }

    private static String name(Value write) {
        try {
            return write.asMap().get("key").asText();
        } catch (CodecException e) {
            return "";
        }
    }
}
