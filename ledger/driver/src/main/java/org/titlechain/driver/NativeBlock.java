package org.titlechain.driver;

import java.util.List;

/**
 * A block of the native chain that is final.
 *
 * @param height the native height
 * @param time the native time, ms since 1970-01-01T00:00:00Z
 * @param transactions the bytes of its transactions in order, those of strangers included
 */
public record NativeBlock(long height, long time, List<byte[]> transactions) {
    public NativeBlock {
        transactions = List.copyOf(transactions);
    }
}
