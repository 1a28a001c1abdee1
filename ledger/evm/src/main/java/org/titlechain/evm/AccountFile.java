package org.titlechain.evm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.titlechain.evm.wire.Account;

/** The key of an account on disk: 64 hexadecimal digits, with or without 0x, readable by its owner only (mode 0600). */
public final class AccountFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private AccountFile() {}

    /**
     * Reads the key.
     *
     * @throws IOException when the file is missing, is open to others than its owner, or holds no key
     */
    public static Account read(Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("the account file " + file + " can be read by others; set its mode to 0600");
        }
        String digits = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        try {
            return new Account(HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits));
        } catch (IllegalArgumentException e) {
            // What stands in the file is not part of the message.
            throw new IOException("the account file " + file + " holds no key of 32 bytes");
        }
    }

    /** Writes a key; an existing file is never replaced. */
    public static void write(Path file, byte[] key) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer line =
                    ByteBuffer.wrap((HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
    }

    /** Makes a new account from the system's randomness. */
    public static Account create(Path file) throws IOException {
        byte[] key = new byte[32];
        SecureRandom random = new SecureRandom();
        while (true) {
            random.nextBytes(key);
            try {
                Account account = new Account(key);
                write(file, key);
                return account;
            } catch (IllegalArgumentException e) {
                // One key in 2^128 is none; the next is one.
            }
        }
    }
}
