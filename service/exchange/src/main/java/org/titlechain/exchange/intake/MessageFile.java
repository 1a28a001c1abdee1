package org.titlechain.exchange.intake;

import java.io.IOException;

/**
 * A file that is said to hold a message.
 *
 * @param name its name, relative to the folder or archive that it is in
 * @param stamp changes when the content changes: length and checksum or time
 * @param content reads it; called at most once at a time
 */
public record MessageFile(String name, String stamp, Content content) {
    /** Reads the bytes of a file. */
    @FunctionalInterface
    public interface Content {
        /** The bytes; an {@link org.titlechain.exchange.ExchangeException} when they cannot be what they should be. */
        byte[] read() throws IOException;
    }
}
