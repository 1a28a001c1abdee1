package org.titlechain.proof;

import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * Proof that a leaf is in the log: {@code docs/formats.md}, section 7.
 *
 * @param leaf the leaf's bytes
 * @param position from 0
 * @param path the inclusion proof
 * @param checkpoint the text of the signed checkpoint
 */
public record Receipt(byte[] leaf, long position, List<byte[]> path, String checkpoint) {
    /** The value of the field {@code format}. */
    public static final String FORMAT = "titlechain/receipt";

    public Receipt {
        path = List.copyOf(path);
        if (position < 0) {
            throw new CodecException(Reason.INVALID_VALUE, "negative position");
        }
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return CanonicalEncoder.encode(Value.map()
                .put("format", FORMAT)
                .put("version", 1)
                .put("leaf", leaf)
                .put("position", position)
                .put("path", Fields.list(path))
                .put("checkpoint", checkpoint)
                .build());
    }

    /**
     * Reads a receipt. Nothing is verified.
     *
     * @throws CodecException when the bytes are not the canonical encoding of one
     */
    public static Receipt decode(byte[] bytes) {
        return fromMap(CanonicalDecoder.decode(bytes).asMap());
    }

    static Receipt fromMap(MapValue map) {
        Fields.requireFormat(map, FORMAT, List.of("leaf", "position", "path", "checkpoint"));
        return ofFields(map);
    }

    static Receipt ofFields(MapValue map) {
        return new Receipt(
                map.get("leaf").asBytes(),
                map.get("position").asLong(),
                Fields.hashes(map.get("path")),
                map.get("checkpoint").asText());
    }
}
