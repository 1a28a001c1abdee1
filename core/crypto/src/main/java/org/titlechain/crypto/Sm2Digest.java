package org.titlechain.crypto;

/** What a device signs for SM2, where it takes a digest and not the message. */
public final class Sm2Digest {
    private Sm2Digest() {}

    /**
     * e = SM3(Z ‖ message), 32 bytes, with Z of the user id of the formats (GB/T 32918.2, 5.5 and 6.1).
     *
     * @param publicKey 65 bytes, {@code 04‖x‖y}
     */
    public static byte[] of(byte[] publicKey, byte[] message) {
        HashFunction hash = CryptoProviders.hash(Suite.GM);
        return hash.hash(Sm2Identity.of(hash, publicKey), message);
    }
}
