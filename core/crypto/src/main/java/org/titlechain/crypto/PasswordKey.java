package org.titlechain.crypto;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A cipher's key from a password, by Argon2id with the second recommended parameters of RFC 9106: 64 MiB, three passes,
 * four lanes.
 */
public final class PasswordKey {
    private static final int MEMORY_KIBIBYTES = 64 * 1024;
    private static final int PASSES = 3;
    private static final int LANES = 4;

    private PasswordKey() {}

    /**
     * The key. The password's characters are normalised (NFKC), so that every keyboard types the same one.
     *
     * @param salt 16 random bytes
     * @param length bytes of the key
     */
    public static byte[] derive(String password, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY_KIBIBYTES)
                .withIterations(PASSES)
                .withParallelism(LANES)
                .withSalt(salt)
                .build());
        byte[] key = new byte[length];
        generator.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8), key);
        return key;
    }
}
