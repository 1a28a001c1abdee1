package org.titlechain.query;

import java.util.HexFormat;

/**
 * A version of a state key, as an accepted command wrote it.
 *
 * @param time of the block, in ms
 * @param uploader the signing key's name
 * @param dataSource the office of the message's head, or the command's type
 * @param chainType the family of the command: {@code record}, {@code governance}, {@code access}
 * @param chainCooperation the district that the command came from; empty when it names none
 * @param digest of the value, 32 bytes
 */
public record RecordItem(
        String key,
        long version,
        long time,
        String uploader,
        String organisation,
        String dataSource,
        String chainType,
        String chainCooperation,
        long height,
        long position,
        int item,
        byte[] digest) {
    /** The digest in hexadecimal. */
    public String digestHex() {
        return HexFormat.of().formatHex(digest);
    }
}
