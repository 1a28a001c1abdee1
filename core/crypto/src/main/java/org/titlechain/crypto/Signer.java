package org.titlechain.crypto;

/** Holds one private key, or reaches a device that does. Any thread may call it. */
public interface Signer {
    /** The suite whose scheme it signs with. */
    Suite suite();

    /** The raw public key: SM2 65 bytes ({@code 04‖x‖y}), Ed25519 32 bytes. */
    byte[] publicKey();

    /**
     * The raw signature of 64 bytes over the message. Deterministic for software keys.
     *
     * @throws SignerUnavailableException when the device that holds the key cannot be reached
     */
    byte[] sign(byte[] message);
}
