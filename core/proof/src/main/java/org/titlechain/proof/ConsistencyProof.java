package org.titlechain.proof;

import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * Proof that one checkpoint's log is a prefix of another's: {@code docs/formats.md}, section 9.
 *
 * @param oldCheckpoint the text of the earlier signed checkpoint
 * @param newCheckpoint the text of the later signed checkpoint
 * @param path the consistency proof
 */
public record ConsistencyProof(String oldCheckpoint, String newCheckpoint, List<byte[]> path) {
    /** The value of the field {@code format}. */
    public static final String FORMAT = "titlechain/consistency-proof";

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return CanonicalEncoder.encode(Value.map()
                .put("format", FORMAT)
                .put("version", 1)
                .put("old", oldCheckpoint)
                .put("new", newCheckpoint)
                .put("path", Fields.list(path))
                .build());
    }

    /**
     * Reads a consistency proof. Nothing is verified.
     *
     * @throws CodecException when the bytes are not the canonical encoding of one
     */
    public static ConsistencyProof decode(byte[] bytes) {
        return fromMap(CanonicalDecoder.decode(bytes).asMap());
    }

    static ConsistencyProof fromMap(MapValue map) {
        Fields.requireFormat(map, FORMAT, List.of("old", "new", "path"));
        return new ConsistencyProof(map.get("old").asText(), map.get("new").asText(), Fields.hashes(map.get("path")));
    }
}
