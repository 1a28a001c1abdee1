package org.titlechain.exchange.intake;

/**
 * How much an archive may hold. Everything is checked against the directory before anything is unpacked, and again
 * while unpacking.
 *
 * @param archiveBytes length of the archive
 * @param entries files and folders in it
 * @param entryBytes unpacked length of one file
 * @param totalBytes unpacked length of all files
 * @param ratio unpacked length over packed length, of one file
 */
public record ArchiveLimits(long archiveBytes, int entries, int entryBytes, long totalBytes, int ratio) {
    /** 8 GiB, a million files of at most 8 MiB, 64 GiB in all, 100:1. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(8L << 30, 1_000_000, 8 << 20, 64L << 30, 100);
}
