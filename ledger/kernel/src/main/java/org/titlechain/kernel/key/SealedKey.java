package org.titlechain.kernel.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.titlechain.crypto.AuthenticatedCipher;
import org.titlechain.crypto.PasswordKey;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.key.KeyException.Reason;

/**
 * A seed under a password, for development: the key of the suite's cipher comes from the password by Argon2id. A device
 * holds a key better; this keeps a stolen backup from being one.
 */
public final class SealedKey {
    /** The first line of such a file. */
    public static final String KIND = "titlechain/sealed-key/v1";

    private static final int SALT_LENGTH = 16;

    /** A node reads its keys often, and deriving is meant to be slow: by the digest of text and password. */
    private static final Map<String, Signer> OPENED = new ConcurrentHashMap<>();

    private SealedKey() {}

    /** The text of the file for a seed. */
    public static String seal(Suite suite, byte[] seed, SecretSource source, SecureRandom random) throws KeyException {
        byte[] publicKey = suite.signatures().signer(seed).publicKey();
        byte[] salt = new byte[SALT_LENGTH];
        byte[] nonce = new byte[AuthenticatedCipher.NONCE_LENGTH];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        byte[] sealed = suite.cipher().seal(key(suite, source, salt), nonce, bound(suite, publicKey), seed);
        HexFormat hex = HexFormat.of();
        Map<String, String> fields = Map.of(
                "salt",
                hex.formatHex(salt),
                "sealed",
                hex.formatHex(nonce) + hex.formatHex(sealed),
                source.kind().field(),
                source.name());
        return new KeyText(KIND, suite, publicKey, fields).format();
    }

    /**
     * The seed in the text of a file.
     *
     * @throws KeyException when the text is damaged, the password is not to be had, or it is another one
     */
    public static byte[] open(String file, String text, Suite suite) throws KeyException {
        KeyText read = KeyText.parse(file, text, suite);
        SecretSource source = read.secret(file);
        byte[] salt = KeyText.bytes(file, read.field(file, "salt"));
        byte[] whole = KeyText.bytes(file, read.field(file, "sealed"));
        if (salt.length != SALT_LENGTH || whole.length <= AuthenticatedCipher.NONCE_LENGTH) {
            throw KeyText.damaged(file);
        }
        byte[] nonce = Arrays.copyOf(whole, AuthenticatedCipher.NONCE_LENGTH);
        byte[] sealed = Arrays.copyOfRange(whole, AuthenticatedCipher.NONCE_LENGTH, whole.length);
        // The check of the text holds, so what does not open was sealed with another password.
        byte[] seed = suite.cipher()
                .open(key(suite, source, salt), nonce, bound(suite, read.publicKey()), sealed)
                .orElseThrow(() -> new KeyException(
                        Reason.KEY_PASSWORD_WRONG,
                        "the password in " + source + " is not that of the key file " + file));
        Signer signer = suite.signatures().signer(seed);
        if (!Arrays.equals(signer.publicKey(), read.publicKey())) {
            throw KeyText.damaged(file);
        }
        return seed;
    }

    /**
     * The signer of the text of a file. Asking again with the same password is cheap.
     *
     * @throws KeyException as {@link #open} does
     */
    public static Signer signer(String file, String text, Suite suite) throws KeyException {
        String password = KeyText.parse(file, text, suite).secret(file).read();
        byte[] digest = suite.hash().hash((text + password).getBytes(StandardCharsets.UTF_8));
        String name = HexFormat.of().formatHex(digest);
        Signer known = OPENED.get(name);
        if (known == null) {
            known = suite.signatures().signer(open(file, text, suite));
            OPENED.put(name, known);
        }
        return known;
    }

    /**
     * Looks whether the text is whole, without the password.
     *
     * @throws KeyException when it is not
     */
    public static void check(String file, String text, Suite suite) throws KeyException {
        KeyText.parse(file, text, suite);
    }

    private static byte[] key(Suite suite, SecretSource source, byte[] salt) throws KeyException {
        return PasswordKey.derive(source.read(), salt, suite.cipher().keyLength());
    }

    private static byte[] bound(Suite suite, byte[] publicKey) {
        byte[] kind = KIND.getBytes(StandardCharsets.US_ASCII);
        byte[] bound = Arrays.copyOf(kind, kind.length + 2 + publicKey.length);
        bound[kind.length + 1] = (byte) suite.number();
        System.arraycopy(publicKey, 0, bound, kind.length + 2, publicKey.length);
        return bound;
    }
}
