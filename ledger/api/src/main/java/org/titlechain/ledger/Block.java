package org.titlechain.ledger;

import java.util.List;

/**
 * A committed block. The entries are bytes as they were ordered: an engine may carry garbage, and an entry may appear a
 * second time; the kernel gives either no effect.
 *
 * @param height from 1, without gaps
 * @param time milliseconds since 1970-01-01T00:00:00Z, never earlier than that of the block before
 * @param entries the bytes of the entries in order; the arrays must not be changed
 */
public record Block(long height, long time, List<byte[]> entries) {
    public Block {
        entries = List.copyOf(entries);
    }
}
