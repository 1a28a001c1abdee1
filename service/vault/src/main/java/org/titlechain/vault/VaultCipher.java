package org.titlechain.vault;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.titlechain.crypto.AuthenticatedCipher;
import org.titlechain.crypto.Mac;
import org.titlechain.crypto.Suite;
import org.titlechain.vault.VaultException.Reason;

/**
 * The vault's use of the suite's algorithms.
 *
 * <p>A sealed text is {@code 01 ‖ nonce (12) ‖ ciphertext ‖ tag (16)}. Nonces are random; a key seals few texts.
 */
final class VaultCipher {
    /** Bytes in the vault's own keys, from which the keys of ciphers are derived. */
    static final int KEY_LENGTH = 32;

    private static final byte VERSION = 1;
    private static final int HEAD_LENGTH = 1 + AuthenticatedCipher.NONCE_LENGTH;

    private final AuthenticatedCipher cipher;
    private final Mac mac;
    private final SecureRandom random;

    VaultCipher(Suite suite, SecureRandom random) {
        this.cipher = suite.cipher();
        this.mac = suite.mac();
        this.random = random;
    }

    /** A new key of 32 random bytes. */
    byte[] newKey() {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        return key;
    }

    /**
     * A keyed function of the parts, each with its length before it, so that no two lists of parts give the same input.
     */
    byte[] derive(byte[] key, byte[]... parts) {
        byte[][] framed = new byte[parts.length * 2][];
        for (int i = 0; i < parts.length; i++) {
            framed[2 * i] = ByteBuffer.allocate(4).putInt(parts[i].length).array();
            framed[2 * i + 1] = parts[i];
        }
        return mac.mac(key, framed);
    }

    /** The code of the data alone, as {@code docs/formats.md}, 11 defines references and commitments. */
    byte[] mac(byte[] key, byte[] data) {
        return mac.mac(key, data);
    }

    /** Encrypts and authenticates the text together with the context. */
    byte[] seal(byte[] key, byte[] context, byte[] text) {
        byte[] nonce = new byte[AuthenticatedCipher.NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] ciphertext = cipher.seal(Arrays.copyOf(key, cipher.keyLength()), nonce, context, text);
        return ByteBuffer.allocate(HEAD_LENGTH + ciphertext.length)
                .put(VERSION)
                .put(nonce)
                .put(ciphertext)
                .array();
    }

    /**
     * The text that was sealed.
     *
     * @param place what is named when it does not authenticate
     * @throws VaultException with {@code DAMAGED}
     */
    byte[] open(byte[] key, byte[] context, byte[] sealed, String place) {
        if (sealed.length < HEAD_LENGTH || sealed[0] != VERSION) {
            throw new VaultException(Reason.DAMAGED, place + " is not a sealed text");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, HEAD_LENGTH);
        byte[] ciphertext = Arrays.copyOfRange(sealed, HEAD_LENGTH, sealed.length);
        return cipher.open(Arrays.copyOf(key, cipher.keyLength()), nonce, context, ciphertext)
                .orElseThrow(() -> new VaultException(Reason.DAMAGED, place + " does not authenticate"));
    }
}
