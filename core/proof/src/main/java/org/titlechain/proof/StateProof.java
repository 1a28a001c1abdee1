package org.titlechain.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalWriter;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;

/**
 * A path from the root of the state tree to a place: {@code docs/formats.md}, section 5.
 *
 * @param siblings the hashes beside the path, from depth 0 downwards, at most 256; the arrays must not be changed
 * @param terminal the leaf of another key at which a proof of absence ends; empty when it ends in an empty subtree, and
 *     in every proof of presence
 */
public record StateProof(List<byte[]> siblings, Optional<Terminal> terminal) {
    /** Siblings at most: one for each bit of a place. */
    public static final int MAXIMUM_SIBLINGS = 8 * HashFunction.DIGEST_LENGTH;

    /** Lengths are guesses at the capacity that is needed, no more. */
    private static final int SIBLING_LENGTH = 34;

    private static final int FIXED_LENGTH = 256;
    private static final byte[] NOTHING = {};

    /** The leaf of another key. */
    public record Terminal(byte[] place, byte[] digest) {}

    public StateProof {
        siblings = List.copyOf(siblings);
        if (siblings.size() > MAXIMUM_SIBLINGS) {
            throw new CodecException(Reason.TOO_LARGE, siblings.size() + " siblings");
        }
    }

    /** The root that follows if the place has a value with this digest. */
    public byte[] rootIfPresent(HashFunction hash, byte[] place, byte[] digest) {
        return climb(hash, place, TreeHash.stateLeaf(hash, place, digest));
    }

    /** The root that follows if the place has no value. */
    public byte[] rootIfAbsent(HashFunction hash, byte[] place) {
        return climb(
                hash,
                place,
                terminal.map(leaf -> TreeHash.stateLeaf(hash, leaf.place(), leaf.digest()))
                        .orElseGet(TreeHash::emptyState));
    }

    /** Whether the end of the path fits a proof of presence ({@code terminal} empty) or of absence of the place. */
    public boolean endsProperly(byte[] place, boolean present) {
        if (present || terminal.isEmpty()) {
            return terminal.isEmpty();
        }
        byte[] other = terminal.get().place();
        for (int depth = 0; depth < siblings.size(); depth++) {
            if (TreeHash.bit(place, depth) != TreeHash.bit(other, depth)) {
                return false;
            }
        }
        return !Arrays.equals(place, other);
    }

    private byte[] climb(HashFunction hash, byte[] place, byte[] start) {
        byte[] result = start;
        for (int depth = siblings.size() - 1; depth >= 0; depth--) {
            byte[] sibling = siblings.get(depth);
            result = TreeHash.bit(place, depth) == 0
                    ? TreeHash.node(hash, result, sibling)
                    : TreeHash.node(hash, sibling, result);
        }
        return result;
    }

    /**
     * The canonical bytes of a proof file of what the state holds under a key.
     *
     * @param format the file's format
     * @param value the value's bytes; empty when nothing is under the key
     * @param checkpoint the text of the signed checkpoint
     */
    byte[] file(String format, String key, Optional<byte[]> value, String checkpoint) {
        byte[] held = value.orElse(NOTHING);
        CanonicalWriter writer = new CanonicalWriter(
                held.length + siblings.size() * SIBLING_LENGTH + checkpoint.length() + FIXED_LENGTH);
        writer.map(6).text("key").text(key).text("proof");
        write(writer);
        writer.text("value");
        if (value.isPresent()) {
            writer.bytes(held);
        } else {
            writer.nothing();
        }
        writer.text("format")
                .text(format)
                .text("version")
                .integer(1)
                .text("checkpoint")
                .text(checkpoint);
        return writer.toBytes();
    }

    void write(CanonicalWriter writer) {
        writer.map(2).text("siblings").list(siblings.size());
        siblings.forEach(writer::bytes);
        writer.text("terminal");
        if (terminal.isEmpty()) {
            writer.nothing();
        } else {
            Terminal leaf = terminal.get();
            writer.map(2).text("place").bytes(leaf.place()).text("digest").bytes(leaf.digest());
        }
    }

    static StateProof fromValue(Value value) {
        MapValue map = value.asMap();
        Fields.require(map, List.of("siblings", "terminal"));
        Value end = map.get("terminal");
        Optional<Terminal> terminal = Optional.empty();
        if (!end.isNull()) {
            Fields.require(end.asMap(), List.of("place", "digest"));
            terminal = Optional.of(new Terminal(
                    Fields.hash(end.asMap().get("place")),
                    Fields.hash(end.asMap().get("digest"))));
        }
        return new StateProof(Fields.hashes(map.get("siblings")), terminal);
    }
}
