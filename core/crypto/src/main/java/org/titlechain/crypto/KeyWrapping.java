package org.titlechain.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Keeps one key under another: {@code nonce ‖ sealed key}, sealed by the suite's cipher with
 * {@code "titlechain/wrap/v1" ‖ 00 ‖ context} as associated data, so that a wrapped key can neither be changed nor put
 * in the place of another. Nonces are the caller's, and must not repeat under one wrapping key.
 */
public final class KeyWrapping {
    private static final byte[] TAG = "titlechain/wrap/v1\0".getBytes(StandardCharsets.US_ASCII);

    private final AuthenticatedCipher cipher;

    /** Wraps with the cipher. */
    public KeyWrapping(AuthenticatedCipher cipher) {
        this.cipher = cipher;
    }

    /** The key, wrapped for the context (what the key is for: the subject's identifier, say). */
    public byte[] wrap(byte[] wrappingKey, byte[] nonce, byte[] context, byte[] key) {
        byte[] sealed = cipher.seal(wrappingKey, nonce, associatedData(context), key);
        byte[] wrapped = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
        return wrapped;
    }

    /** The key, or nothing if it was not wrapped by this key for this context, or was changed. */
    public Optional<byte[]> unwrap(byte[] wrappingKey, byte[] context, byte[] wrapped) {
        if (wrapped.length < AuthenticatedCipher.NONCE_LENGTH + AuthenticatedCipher.TAG_LENGTH) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOf(wrapped, AuthenticatedCipher.NONCE_LENGTH);
        byte[] sealed = Arrays.copyOfRange(wrapped, AuthenticatedCipher.NONCE_LENGTH, wrapped.length);
        return cipher.open(wrappingKey, nonce, associatedData(context), sealed);
    }

    private static byte[] associatedData(byte[] context) {
        byte[] data = Arrays.copyOf(TAG, TAG.length + context.length);
        System.arraycopy(context, 0, data, TAG.length, context.length);
        return data;
    }
}
