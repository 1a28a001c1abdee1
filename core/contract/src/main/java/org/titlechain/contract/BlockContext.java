package org.titlechain.contract;

import java.util.HexFormat;

/**
 * Where and by whom a command was placed.
 *
 * @param chain the chain's identifier
 * @param height the height of its block, from 1
 * @param time the block's time in milliseconds since 1970-01-01T00:00:00Z; never earlier than that of the block before
 * @param entryId the 32 bytes that identify the entry
 * @param commandIndex the command's place in its entry, from 0
 * @param keyId the 32 bytes that identify the key whose signature over the entry was verified
 */
public record BlockContext(String chain, long height, long time, byte[] entryId, int commandIndex, byte[] keyId) {
    /** The key's identifier in lower-case hexadecimal digits, as it is used in state keys. */
    public String keyIdText() {
        return HexFormat.of().formatHex(keyId);
    }
}
