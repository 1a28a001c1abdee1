package org.titlechain.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Password hashes by Argon2id (RFC 9106), in the usual text form. Hashing is meant to cost: 19 MiB and two passes each,
 * at most two at a time, so that guessing cannot take the node's memory.
 */
public final class Passwords {
    private static final int MEMORY_KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LENGTH = 32;
    private static final int MINIMUM_CHARACTERS = 12;
    private static final int MAXIMUM_CHARACTERS = 200;
    private static final List<String> COMMON =
            List.of("password", "titlechain", "12345678", "qwertyui", "abcdefgh", "11111111", "administrator");

    private final SecureRandom random;
    private final Semaphore room = new Semaphore(2);
    private final String nobody;

    public Passwords(SecureRandom random) {
        this.random = random;
        byte[] unknown = new byte[24];
        random.nextBytes(unknown);
        this.nobody = hash(Base64.getEncoder().encodeToString(unknown));
    }

    /** Whether the password may be used for the account: long enough, not the name, not a common one. */
    public static boolean isStrong(String name, String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        long different = password.codePoints().distinct().count();
        return password.length() >= MINIMUM_CHARACTERS
                && password.length() <= MAXIMUM_CHARACTERS
                && different >= 6
                && !lower.contains(name.toLowerCase(Locale.ROOT))
                && COMMON.stream().noneMatch(common -> lower.replace(common, "").length() < 6);
    }

    /** The hash of the password with a new salt. */
    public String hash(String password) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return encode(salt, derive(password, salt, MEMORY_KIBIBYTES, PASSES));
    }

    /** Whether the password has the hash. Takes the same time for either answer. */
    public boolean matches(String password, String hash) {
        String[] parts = hash.split("\\$", -1);
        if (parts.length != 6 || !parts[1].equals("argon2id")) {
            throw new IllegalStateException("a password hash of another kind");
        }
        String[] costs = parts[3].split("[=,]", -1);
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        byte[] derived = derive(password, salt, Integer.parseInt(costs[1]), Integer.parseInt(costs[3]));
        return MessageDigest.isEqual(derived, Base64.getDecoder().decode(parts[5]));
    }

    /** Spends the time of a comparison, so that unknown names answer as slowly as known ones. */
    public void pretend(String password) {
        if (matches(password, nobody)) {
            throw new IllegalStateException("a random password was guessed");
        }
    }

    private byte[] derive(String password, byte[] salt, int memory, int passes) {
        String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build();
        byte[] derived = new byte[LENGTH];
        room.acquireUninterruptibly();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), derived);
        } finally {
            room.release();
        }
        return derived;
    }

    private static String encode(byte[] salt, byte[] derived) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIBIBYTES + ",t=" + PASSES + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(derived);
    }
}
