package org.titlechain.crypto;

import java.util.Optional;

/**
 * A cipher that hides a plaintext and proves that neither it nor its associated data was changed. Stateless; any thread
 * may call it.
 *
 * <p>The caller gives the nonce, as there is no randomness here. A nonce must never seal twice under one key: with
 * Galois/counter mode a second use gives away the difference of the plaintexts and lets a stranger forge.
 */
public interface AuthenticatedCipher {
    /** Bytes in a nonce. */
    int NONCE_LENGTH = 12;

    /** Bytes by which a sealed text is longer than its plaintext. */
    int TAG_LENGTH = 16;

    /** Bytes in a key: SM4 16, AES-256 32. */
    int keyLength();

    /**
     * The ciphertext, followed by the tag of {@link #TAG_LENGTH} bytes. The associated data is protected but not
     * hidden, and is not part of the result.
     *
     * @throws IllegalArgumentException if the key or the nonce has a wrong length
     */
    byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext);

    /**
     * The plaintext, or nothing if key, nonce, associated data or sealed text is not exactly that of the sealing.
     *
     * @throws IllegalArgumentException if the key or the nonce has a wrong length
     */
    Optional<byte[]> open(byte[] key, byte[] nonce, byte[] associatedData, byte[] sealed);
}
