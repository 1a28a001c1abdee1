package org.titlechain.embedded;

/**
 * The end of a block log.
 *
 * @param height of the last block, 0 for none
 * @param time of the last block, ms
 * @param digest of the last record, 32 zero bytes for none
 */
record LogTip(long height, long time, byte[] digest) {
    static final LogTip EMPTY = new LogTip(0, 0, new byte[RecordFormat.DIGEST_LENGTH]);
}
