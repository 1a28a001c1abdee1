package org.titlechain.contract;

import org.titlechain.codec.Value.MapValue;

/**
 * One command of an entry.
 *
 * @param type what is commanded, such as {@code record.message}
 * @param body the whole command as it stands on the ledger, including its {@code type}
 */
public record Command(String type, MapValue body) {
    /** Reads the command; its {@code type} must be text. */
    public static Command of(MapValue body) {
        return new Command(body.get("type").asText(), body);
    }
}
