package org.titlechain.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;

/**
 * A signing key on disk: one line of 64 hexadecimal digits, the seed of 32 bytes, then a blank and the first 8 digits
 * of the key's identifier, so that a damaged file is known as such. Readable by its owner only (mode 0600).
 */
public final class KeyFile {
    private static final int SEED_LENGTH = 32;
    private static final int CHECK_DIGITS = 8;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /** Makes a new key from the system's randomness; an existing file is never replaced. */
    public static Signer create(Path file, Suite suite) throws IOException {
        byte[] seed = new byte[SEED_LENGTH];
        new SecureRandom().nextBytes(seed);
        Signer signer = suite.signatures().signer(seed);
        String line = HexFormat.of().formatHex(seed) + " " + check(suite, signer) + "\n";
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
        return signer;
    }

    /**
     * Reads a key.
     *
     * @throws IOException when the file is missing, is open to others than its owner, or is not a whole key
     */
    public static Signer read(Path file, Suite suite) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException("the key file " + file + " can be read by others; set its mode to 0600");
        }
        return parse(file, suite);
    }

    /** The key in the file, or a new one when there is no file. */
    public static Signer readOrCreate(Path file, Suite suite) throws IOException {
        if (Files.exists(file)) {
            return read(file, suite);
        }
        try {
            return create(file, suite);
        } catch (FileAlreadyExistsException e) {
            return read(file, suite);
        }
    }

    private static Signer parse(Path file, Suite suite) throws IOException {
        String line = Files.readString(file, StandardCharsets.ISO_8859_1);
        int length = 2 * SEED_LENGTH + 1 + CHECK_DIGITS + 1;
        if (line.length() == length && line.charAt(2 * SEED_LENGTH) == ' ' && line.endsWith("\n")) {
            String digits = line.substring(0, 2 * SEED_LENGTH);
            if (digits.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                Signer signer = suite.signatures().signer(HexFormat.of().parseHex(digits));
                if (line.substring(2 * SEED_LENGTH + 1, length - 1).equals(check(suite, signer))) {
                    return signer;
                }
            }
        }
        throw new IOException("the key file " + file + " is damaged or not a key of the suite " + suite.label());
    }

    private static String check(Suite suite, Signer signer) {
        return HexFormat.of().formatHex(suite.keyId(signer.publicKey())).substring(0, CHECK_DIGITS);
    }
}
