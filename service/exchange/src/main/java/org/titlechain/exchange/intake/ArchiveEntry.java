package org.titlechain.exchange.intake;

/**
 * A file in an archive, as the directory tells it.
 *
 * @param name its path in the archive; safe to show, never used as a path of this machine
 * @param nameHash of the name's bytes; the local header must have the same
 * @param offset of its local header
 * @param packed length in the archive
 * @param size unpacked length
 * @param crc checksum of the unpacked bytes
 * @param method 0 stored, 8 deflated
 */
record ArchiveEntry(String name, int nameHash, long offset, long packed, int size, int crc, int method) {}
