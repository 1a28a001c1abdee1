package org.titlechain.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.vault.VaultException.Reason;

/**
 * The personal fields of one row as they lie on disk: {@code count ‖ references ‖ sealed canonical map {fields, salt of
 * a delivered row, table}}.
 *
 * @param subjects the references whose keys, all of them, open it; none when the message's key does
 * @param sealed the ciphertext
 */
record SealedRecord(List<byte[]> subjects, byte[] sealed) {
    static final int REFERENCE_LENGTH = BlindIndex.REFERENCE_LENGTH;
    private static final int ROW_LENGTH = 4;
    static final int VARIANT_LENGTH = 8;

    /**
     * What was sealed.
     *
     * @param salt of a row that another member delivered; that of a row that was sealed here follows from its keys
     */
    record Content(String table, NavigableMap<String, String> fields, Optional<byte[]> salt) {}

    /**
     * Where the row lies: {@code message id ‖ 00 ‖ row ‖ first bytes of the commitment}. The same id with other
     * content, which the ledger refuses, therefore never takes the place of what the ledger refers to.
     */
    static byte[] key(String messageId, int row, byte[] commitment) {
        byte[] place = rowPrefix(messageId, row);
        return ByteBuffer.allocate(place.length + VARIANT_LENGTH)
                .put(place)
                .put(commitment, 0, VARIANT_LENGTH)
                .array();
    }

    /** What the keys of a row begin with. */
    static byte[] rowPrefix(String messageId, int row) {
        byte[] message = prefix(messageId);
        return ByteBuffer.allocate(message.length + ROW_LENGTH)
                .put(message)
                .putInt(row)
                .array();
    }

    /** What the keys of all rows of a message begin with. */
    static byte[] prefix(String messageId) {
        byte[] message = messageId.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(message, message.length + 1);
    }

    static int row(byte[] key) {
        return ByteBuffer.wrap(key, key.length - VARIANT_LENGTH - ROW_LENGTH, ROW_LENGTH)
                .getInt();
    }

    /** The first bytes of the commitment. */
    static byte[] variant(byte[] key) {
        return Arrays.copyOfRange(key, key.length - VARIANT_LENGTH, key.length);
    }

    static String messageId(byte[] key) {
        return new String(key, 0, key.length - VARIANT_LENGTH - ROW_LENGTH - 1, StandardCharsets.UTF_8);
    }

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + subjects.size() * REFERENCE_LENGTH + sealed.length);
        bytes.put((byte) subjects.size());
        subjects.forEach(bytes::put);
        return bytes.put(sealed).array();
    }

    static SealedRecord decode(byte[] bytes, String place) {
        if (bytes.length < 1 || bytes.length < 1 + (bytes[0] & 0xff) * REFERENCE_LENGTH) {
            throw new VaultException(Reason.DAMAGED, place + " is too short");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<byte[]> subjects = new ArrayList<>();
        for (int left = buffer.get() & 0xff; left > 0; left--) {
            byte[] subject = new byte[REFERENCE_LENGTH];
            buffer.get(subject);
            subjects.add(subject);
        }
        byte[] sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return new SealedRecord(subjects, sealed);
    }

    /** What is authenticated with the ciphertext: its place and whose it is. */
    static byte[] context(byte[] key, List<byte[]> subjects) {
        return new SealedRecord(subjects, key).encode();
    }

    boolean names(byte[] reference) {
        return subjects.stream().anyMatch(subject -> Arrays.equals(subject, reference));
    }

    static MapValue canonical(SortedMap<String, String> fields) {
        TreeMap<String, Value> values = new TreeMap<>();
        fields.forEach((attribute, value) -> values.put(attribute, Value.of(value)));
        return Value.map(values);
    }

    static byte[] encodeContent(String table, SortedMap<String, String> fields, Optional<byte[]> salt) {
        return CanonicalEncoder.encode(Value.map()
                .put("table", table)
                .put("fields", canonical(fields))
                .putIfPresent("salt", salt.map(Value::of))
                .build());
    }

    static Content decodeContent(byte[] bytes, String place) {
        try {
            MapValue map = CanonicalDecoder.decode(bytes).asMap();
            NavigableMap<String, String> fields = new TreeMap<>();
            map.get("fields").asMap().entries().forEach((attribute, value) -> fields.put(attribute, value.asText()));
            return new Content(
                    map.get("table").asText(), fields, map.find("salt").map(Value::asBytes));
        } catch (CodecException e) {
            throw new VaultException(Reason.DAMAGED, place + " does not hold a row", e);
        }
    }
}
