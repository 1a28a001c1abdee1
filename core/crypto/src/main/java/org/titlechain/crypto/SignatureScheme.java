package org.titlechain.crypto;

import java.util.List;

/**
 * A signature scheme with raw public keys and raw signatures (formats: {@code docs/formats.md}). Any thread may call
 * it.
 */
public interface SignatureScheme {

    /**
     * A message, the key that is said to have signed it, and the signature. The arrays must not be changed afterwards.
     */
    record SignedMessage(byte[] publicKey, byte[] message, byte[] signature) {}

    /** Whether the signature is valid. Malformed keys and signatures are not valid; nothing is thrown for any input. */
    boolean verify(byte[] publicKey, byte[] message, byte[] signature);

    /**
     * The verdict on each message, in order: exactly what {@link #verify} says of each alone. One call for a whole
     * block, so that implementations can work on all signatures together.
     */
    default boolean[] verifyAll(List<SignedMessage> messages) {
        boolean[] verdicts = new boolean[messages.size()];
        for (int i = 0; i < verdicts.length; i++) {
            SignedMessage message = messages.get(i);
            verdicts[i] = verify(message.publicKey(), message.message(), message.signature());
        }
        return verdicts;
    }

    /** The signer that holds the private key derived from 32 secret bytes. Same seed, same key. */
    Signer signer(byte[] seed);
}
