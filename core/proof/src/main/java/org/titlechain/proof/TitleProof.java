package org.titlechain.proof;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * Proof of everything that the register holds about a unit: {@code docs/formats.md}, section 8.
 *
 * @param unit the unit code, 28 characters of {@code 0–9 A–Z}
 * @param sheet the register sheet's bytes; empty when the unit is not in the register
 * @param proof the path in the state tree
 * @param checkpoint the text of the signed checkpoint
 */
public record TitleProof(String unit, Optional<byte[]> sheet, StateProof proof, String checkpoint) {
    /** The value of the field {@code format}. */
    public static final String FORMAT = "titlechain/title-proof";

    /** What a unit's state key begins with. */
    public static final String KEY_PREFIX = "unit/";

    private static final int UNIT_CODE_LENGTH = 28;

    public TitleProof {
        boolean fits = unit.length() == UNIT_CODE_LENGTH;
        for (int i = 0; fits && i < UNIT_CODE_LENGTH; i++) {
            char c = unit.charAt(i);
            fits = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
        }
        if (!fits) {
            throw new CodecException(Reason.INVALID_VALUE, "unit code");
        }
    }

    /** The state key of the unit. */
    public String key() {
        return KEY_PREFIX + unit;
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return proof.file(FORMAT, key(), sheet, checkpoint);
    }

    /**
     * Reads a title proof. Nothing is verified.
     *
     * @throws CodecException when the bytes are not the canonical encoding of one
     */
    public static TitleProof decode(byte[] bytes) {
        return fromMap(CanonicalDecoder.decode(bytes).asMap());
    }

    static TitleProof fromMap(MapValue map) {
        Fields.requireFormat(map, FORMAT, List.of("key", "value", "proof", "checkpoint"));
        String key = map.get("key").asText();
        if (!key.startsWith(KEY_PREFIX)) {
            throw new CodecException(Reason.INVALID_VALUE, "key of a title proof");
        }
        Value value = map.get("value");
        return new TitleProof(
                key.substring(KEY_PREFIX.length()),
                value.isNull() ? Optional.empty() : Optional.of(value.asBytes()),
                StateProof.fromValue(map.get("proof")),
                map.get("checkpoint").asText());
    }
}
