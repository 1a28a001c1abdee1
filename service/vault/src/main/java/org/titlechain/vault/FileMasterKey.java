package org.titlechain.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import org.titlechain.crypto.Suite;
import org.titlechain.vault.VaultException.Reason;

/** A master key of 32 random bytes in a file that only its owner may read. */
public final class FileMasterKey implements MasterKey {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final VaultCipher cipher;
    private final byte[] wrappingKey;

    private FileMasterKey(byte[] key, VaultCipher cipher) {
        this.cipher = cipher;
        this.wrappingKey = cipher.derive(key, "titlechain/vault/wrap/v1".getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The key in the file.
     *
     * @throws VaultException with {@code MASTER_KEY} when there is none, it is not 32 bytes or others may read it
     */
    public static FileMasterKey open(Path file, Suite suite, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                throw new VaultException(
                        Reason.MASTER_KEY, "the vault's master key is not at its place, " + file.getFileName());
            }
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new VaultException(
                        Reason.MASTER_KEY,
                        "the vault's master key may be read by others than its owner; set its " + "mode to 0600");
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != VaultCipher.KEY_LENGTH) {
                throw new VaultException(
                        Reason.MASTER_KEY, "the file of the vault's master key does not hold 32 bytes");
            }
            return new FileMasterKey(key, new VaultCipher(suite, random));
        } catch (IOException e) {
            throw new VaultException(Reason.MASTER_KEY, "the vault's master key cannot be read", e);
        }
    }

    /** Makes a new key in a file that does not exist yet, durable when this returns. */
    public static FileMasterKey create(Path file, Suite suite, SecureRandom random) {
        byte[] key = new byte[VaultCipher.KEY_LENGTH];
        random.nextBytes(key);
        Path folder = file.toAbsolutePath().getParent();
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(key);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (Files.exists(file)) {
                throw new VaultException(Reason.MASTER_KEY, "there is a master key already");
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new VaultException(Reason.MASTER_KEY, "the vault's master key cannot be written", e);
        }
        return new FileMasterKey(key, new VaultCipher(suite, random));
    }

    @Override
    public byte[] wrap(byte[] key, byte[] context) {
        return cipher.seal(wrappingKey, context, key);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, byte[] context) {
        return cipher.open(wrappingKey, context, wrapped, "a wrapped key");
    }
}
