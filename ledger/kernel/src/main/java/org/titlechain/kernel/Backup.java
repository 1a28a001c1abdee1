package org.titlechain.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.titlechain.storage.BackupPart;

/**
 * A backup is one ZIP file: the files of all parts, then {@code contents} with a line {@code <SHA-256> <path>} for
 * each. The derived state is not in it: the restored node replays the ledger and arrives at the same roots.
 */
public final class Backup {
    private static final String CONTENTS = "contents";
    private static final String FORMAT = "titlechain/backup/v1";

    private Backup() {}

    /**
     * Saves the parts, in order. Parts that refer to others come first, so that what they refer to is there.
     *
     * @param out a new file, readable by its owner only: a backup holds keys
     */
    public static void create(List<BackupPart> parts, Path out) throws IOException {
        Path working = out.resolveSibling(out.getFileName() + ".part");
        Files.deleteIfExists(working);
        try (FileChannel channel = FileChannel.open(
                working,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
            TreeMap<String, String> digests = new TreeMap<>();
            for (BackupPart part : parts) {
                part.save((path, bytes) -> {
                    requireInside(path);
                    zip.putNextEntry(new ZipEntry(path));
                    DigestOutputStream digested = new DigestOutputStream(zip, sha256());
                    bytes.transferTo(digested);
                    zip.closeEntry();
                    digests.put(path, hex(digested.getMessageDigest()));
                });
            }
            StringBuilder contents = new StringBuilder(FORMAT + "\n");
            digests.forEach((path, digest) ->
                    contents.append(digest).append(' ').append(path).append('\n'));
            zip.putNextEntry(new ZipEntry(CONTENTS));
            zip.write(contents.toString().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            zip.finish();
            channel.force(true);
        }
        Files.move(working, out);
    }

    /**
     * Puts a backup into an empty or missing folder. Everything is checked against its digest; where anything is
     * missing or altered the folder is not to be used, and the message says what it was.
     */
    public static void restore(Path backup, Path folder) throws IOException {
        requireEmpty(folder);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        TreeMap<String, String> found = new TreeMap<>();
        String contents = "";
        try (InputStream in = Files.newInputStream(backup);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(CONTENTS)) {
                    contents = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                } else {
                    requireInside(entry.getName());
                    found.put(entry.getName(), put(zip, folder.resolve(entry.getName())));
                }
            }
        } catch (ZipException e) {
            throw new IOException("the backup " + backup + " is damaged: " + e.getMessage(), e);
        }
        StringBuilder expected = new StringBuilder(FORMAT + "\n");
        found.forEach((path, digest) ->
                expected.append(digest).append(' ').append(path).append('\n'));
        if (!contents.contentEquals(expected)) {
            throw new IOException("the backup " + backup + " is damaged or incomplete: " + difference(contents, found));
        }
    }

    private static String difference(String contents, Map<String, String> found) {
        for (String line : contents.lines().skip(1).toList()) {
            int blank = line.indexOf(' ');
            String path = line.substring(blank + 1);
            if (!line.substring(0, Math.max(0, blank)).equals(found.get(path))) {
                return path + (found.containsKey(path) ? " is not as it was saved" : " is missing");
            }
        }
        return "its list of contents is missing or does not name all files";
    }

    private static String put(InputStream bytes, Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (FileChannel channel = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                OutputStream out = Channels.newOutputStream(channel)) {
            DigestOutputStream digested = new DigestOutputStream(out, sha256());
            bytes.transferTo(digested);
            channel.force(true);
            return hex(digested.getMessageDigest());
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IOException(
                            "the folder " + folder + " is not empty; a backup is restored into an empty one");
                }
            }
        }
    }

    private static void requireInside(String path) throws IOException {
        boolean harmless = !path.isEmpty()
                && !path.startsWith("/")
                && !path.contains("\\")
                && Stream.of(path.split("/", -1))
                        .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
        if (!harmless) {
            throw new IOException("a backup may not hold the path " + path);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
