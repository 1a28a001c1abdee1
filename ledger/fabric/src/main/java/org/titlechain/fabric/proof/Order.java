package org.titlechain.fabric.proof;

import java.nio.charset.StandardCharsets;

/**
 * Whose batches are meant: those that calls of a chaincode on a channel carry under a name.
 *
 * @param channel the channel
 * @param chaincode the chaincode's name there
 * @param name the 32 bytes that batches of one order bear
 */
public record Order(String channel, String chaincode, byte[] name) {
    /** What is called of the chaincode; its arguments are the order's name and a batch. */
    public static final String FUNCTION = "append";

    static byte[] function() {
        return FUNCTION.getBytes(StandardCharsets.US_ASCII);
    }
}
