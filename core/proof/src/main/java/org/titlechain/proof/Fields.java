package org.titlechain.proof;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;

/** Reads the fields of maps and refuses everything that a format does not name. */
final class Fields {
    private Fields() {}

    /** Exactly these fields are there. */
    static void require(MapValue map, List<String> names) {
        for (String key : map.entries().keySet()) {
            if (!names.contains(key)) {
                throw new CodecException(Reason.UNKNOWN_FIELD, "a field that the format does not name");
            }
        }
        for (String name : names) {
            map.get(name);
        }
    }

    /** The map is of the format in version 1 and has exactly these fields besides. */
    static void requireFormat(MapValue map, String format, List<String> names) {
        List<String> all = new ArrayList<>(names);
        all.add("format");
        all.add("version");
        require(map, all);
        if (!map.get("format").asText().equals(format) || map.get("version").asLong() != 1) {
            throw new CodecException(Reason.INVALID_VALUE, "format or version");
        }
    }

    /** The 32 bytes of a hash. */
    static byte[] hash(Value value) {
        byte[] bytes = value.asBytes();
        if (bytes.length != HashFunction.DIGEST_LENGTH) {
            throw new CodecException(Reason.INVALID_VALUE, "a hash of " + bytes.length + " bytes");
        }
        return bytes;
    }

    /** A list of hashes. */
    static List<byte[]> hashes(Value value) {
        List<byte[]> hashes = new ArrayList<>();
        for (Value item : value.asList()) {
            hashes.add(hash(item));
        }
        return List.copyOf(hashes);
    }

    static Value list(List<byte[]> hashes) {
        return Value.list(hashes.stream().map(Value::of).toList());
    }
}
