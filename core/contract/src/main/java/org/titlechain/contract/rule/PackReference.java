package org.titlechain.contract.rule;

import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * One version of one rule pack.
 *
 * @param name the pack's name, such as {@code national}
 * @param version from 1
 * @param digest hexadecimal digest of the pack's text
 */
public record PackReference(String name, long version, String digest) {
    /** Reads it as it stands in a case. */
    public static PackReference read(MapValue map) {
        return new PackReference(
                map.get("name").asText(),
                map.get("version").asLong(),
                map.get("digest").asText());
    }

    /** As it stands in a case. */
    public MapValue toValue() {
        return Value.map()
                .put("name", name)
                .put("version", version)
                .put("digest", digest)
                .build();
    }
}
