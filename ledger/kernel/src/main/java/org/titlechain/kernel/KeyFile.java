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
import java.util.ServiceLoader;
import java.util.Set;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.key.DeviceKey;
import org.titlechain.kernel.key.KeyDevices;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.kernel.key.KeyException.Reason;
import org.titlechain.kernel.key.SealedKey;
import org.titlechain.kernel.key.SecretSource;

/**
 * A signing key on disk (formats, 20). Its plain form is one line of 64 hexadecimal digits, the seed of 32 bytes, then
 * a blank and the first 8 digits of the key's identifier, so that a damaged file is known as such. A file may instead
 * hold the seed under a password ({@link SealedKey}), or no secret at all but where on a device the key is
 * ({@link DeviceKey}); who asks for a signer sees no difference. Readable by its owner only (mode 0600).
 */
public final class KeyFile {
    private static final int SEED_LENGTH = 32;
    private static final int CHECK_DIGITS = 8;
    private static final String FORMATS = "titlechain/";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /** Makes a new key from the system's randomness; an existing file is never replaced. */
    public static Signer create(Path file, Suite suite) throws IOException {
        byte[] seed = new byte[SEED_LENGTH];
        new SecureRandom().nextBytes(seed);
        Signer signer = suite.signatures().signer(seed);
        write(file, line(suite, seed));
        return signer;
    }

    /** Writes a key's text where no file is; an existing one is never replaced. */
    public static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
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
    }

    /**
     * Reads a key, opens it with its password, or reaches its device.
     *
     * @throws KeyException when the file is open to others than its owner or is not a whole key, the password is not
     *     its own, or the device cannot be reached
     * @throws IOException when the file is missing or cannot be read
     */
    public static Signer read(Path file, Suite suite) throws IOException {
        String text = text(file);
        return switch (kind(text)) {
            case DeviceKey.KIND -> devices().open(DeviceKey.parse(file.toString(), text, suite));
            case SealedKey.KIND -> SealedKey.signer(file.toString(), text, suite);
            default -> suite.signatures().signer(seed(file, text, suite));
        };
    }

    /**
     * Looks whether the file is whole and private, without password and device.
     *
     * @throws IOException when it is not
     */
    public static void check(Path file, Suite suite) throws IOException {
        String text = text(file);
        switch (kind(text)) {
            case DeviceKey.KIND -> DeviceKey.parse(file.toString(), text, suite);
            case SealedKey.KIND -> SealedKey.check(file.toString(), text, suite);
            default -> seed(file, text, suite);
        }
    }

    /**
     * The suite that the key in the file is of.
     *
     * @throws IOException when the file cannot be read, or is a whole key of no suite
     */
    public static Suite suite(Path file) throws IOException {
        KeyException last = new KeyException(Reason.KEY_DAMAGED, "the key file " + file + " is damaged");
        for (Suite suite : Suite.values()) {
            try {
                check(file, suite);
                return suite;
            } catch (KeyException e) {
                if (e.reason() != Reason.KEY_DAMAGED && e.reason() != Reason.KEY_OF_ANOTHER_SUITE) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    /**
     * The text of the key's file with its seed under a password.
     *
     * @throws IOException when it cannot be read, or is not in the plain form
     */
    public static String sealed(Path file, Suite suite, SecretSource secret) throws IOException {
        return SealedKey.seal(suite, seed(file, text(file), suite), secret, new SecureRandom());
    }

    /**
     * The text of the sealed key's file in the plain form.
     *
     * @throws IOException when it cannot be read, is not sealed, or has another password
     */
    public static String unsealed(Path file, Suite suite) throws IOException {
        String text = text(file);
        if (!kind(text).equals(SealedKey.KIND)) {
            throw new KeyException(Reason.KEY_DAMAGED, "the key file " + file + " is not a sealed key");
        }
        return line(suite, SealedKey.open(file.toString(), text, suite));
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

    private static String text(Path file) throws IOException {
        SecretSource.requirePrivate(file);
        // A damaged file may hold anything: as Latin-1 every byte is a character, and the check tells.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return text.startsWith(FORMATS) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : text;
    }

    private static String kind(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static KeyDevices devices() throws KeyException {
        return ServiceLoader.load(KeyDevices.class)
                .findFirst()
                .orElseThrow(() -> new KeyException(
                        Reason.DEVICE_NOT_SUPPORTED, "this program has no part that reaches keys on devices"));
    }

    private static byte[] seed(Path file, String line, Suite suite) throws KeyException {
        int length = 2 * SEED_LENGTH + 1 + CHECK_DIGITS + 1;
        if (line.length() == length && line.charAt(2 * SEED_LENGTH) == ' ' && line.endsWith("\n")) {
            String digits = line.substring(0, 2 * SEED_LENGTH);
            if (digits.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                byte[] seed = HexFormat.of().parseHex(digits);
                if (line.equals(line(suite, seed))) {
                    return seed;
                }
            }
        }
        throw new KeyException(
                Reason.KEY_DAMAGED,
                "the key file " + file + " is damaged or not a plain key of the suite " + suite.label());
    }

    private static String line(Suite suite, byte[] seed) {
        Signer signer = suite.signatures().signer(seed);
        return HexFormat.of().formatHex(seed) + " " + check(suite, signer) + "\n";
    }

    private static String check(Suite suite, Signer signer) {
        return HexFormat.of().formatHex(suite.keyId(signer.publicKey())).substring(0, CHECK_DIGITS);
    }
}
