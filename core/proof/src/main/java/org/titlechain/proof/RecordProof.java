package org.titlechain.proof;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * Proof of what the state holds under a key that is not a unit's, such as a case with all its steps:
 * {@code docs/formats.md}, section 8a.
 *
 * @param key the state key: at most 400 bytes, no control characters, not a unit's
 * @param value the value's bytes; empty when there is nothing under the key
 * @param proof the path in the state tree
 * @param checkpoint the text of the signed checkpoint
 */
public record RecordProof(String key, Optional<byte[]> value, StateProof proof, String checkpoint) {
    /** The value of the field {@code format}. */
    public static final String FORMAT = "titlechain/record-proof";

    private static final int LONGEST_KEY = 400;

    public RecordProof {
        int length = key.getBytes(StandardCharsets.UTF_8).length;
        boolean clean = key.chars().noneMatch(c -> c < 0x20 || c == 0x7F);
        if (length == 0 || length > LONGEST_KEY || !clean || key.startsWith(TitleProof.KEY_PREFIX)) {
            throw new CodecException(Reason.INVALID_VALUE, "key of a record proof");
        }
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return proof.file(FORMAT, key, value, checkpoint);
    }

    static RecordProof fromMap(MapValue map) {
        Fields.requireFormat(map, FORMAT, List.of("key", "value", "proof", "checkpoint"));
        Value value = map.get("value");
        return new RecordProof(
                map.get("key").asText(),
                value.isNull() ? Optional.empty() : Optional.of(value.asBytes()),
                StateProof.fromValue(map.get("proof")),
                map.get("checkpoint").asText());
    }

    /**
     * Reads a record proof. Nothing is verified.
     *
     * @throws CodecException when the bytes are not the canonical encoding of one
     */
    public static RecordProof decode(byte[] bytes) {
        return fromMap(CanonicalDecoder.decode(bytes).asMap());
    }
}
