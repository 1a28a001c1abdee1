package org.titlechain.kernel;

import java.nio.charset.StandardCharsets;

/** The column families of the state store. Numbers in keys are big-endian, so that their order is that of the bytes. */
enum Column {
    /** {@code tip}, {@code chain}: see {@link StateStore}. */
    META("default"),
    /** State key → version, position, height, time (8 bytes each), value: the present versions. */
    VALUES("values"),
    /** State key, 00, version → the same: the earlier versions. */
    HISTORY("history"),
    /** Position → bytes of the leaf. */
    LEAVES("leaves"),
    /** Level (1 byte), index → hash of the log tree's node. */
    NODES("nodes"),
    /** Place in the state tree → digest of the value. */
    PLACES("places"),
    /** Entry identifier → position of its first leaf, number of its leaves (4 bytes). */
    ENTRIES("entries"),
    /** Height → summary of the block. */
    BLOCKS("blocks");

    private final String label;

    Column(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    byte[] bytes() {
        return label.getBytes(StandardCharsets.US_ASCII);
    }
}
