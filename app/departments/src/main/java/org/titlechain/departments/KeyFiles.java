package org.titlechain.departments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;

/**
 * Keys of departments that are played, in files that only their owner reads. A real department keeps its in a device.
 */
public final class KeyFiles {
    private static final int LENGTH = 32;

    private KeyFiles() {}

    /** The key in the file; made, when there is no file. */
    public static Signer readOrCreate(Path file, Suite suite) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[LENGTH];
            new SecureRandom().nextBytes(secret);
            writeSecret(file, HexFormat.of().formatHex(secret));
        }
        return read(file, suite);
    }

    /** The key in the file. */
    public static Signer read(Path file, Suite suite) throws IOException {
        return suite.signatures()
                .signer(HexFormat.of().parseHex(Files.readString(file).strip()));
    }

    /** Writes what nobody else shall read. */
    static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret + "\n");
    }
}
