package org.titlechain.cometbft;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 keys in the form that CometBFT has them, by the JDK alone. */
final class Ed25519Key {
    /** What comes before the 32 raw bytes of a public key in the form that the JDK reads. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int LENGTH = 32;
    private static final int ADDRESS_LENGTH = 20;

    /** A new key: 32 bytes of seed, then the 32 bytes of the public key. */
    static byte[] generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] seed = pair.getPrivate().getEncoded();
            byte[] publicKey = pair.getPublic().getEncoded();
            byte[] key = Arrays.copyOfRange(seed, seed.length - LENGTH, seed.length + LENGTH);
            System.arraycopy(publicKey, publicKey.length - LENGTH, key, LENGTH, LENGTH);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private Ed25519Key() {}

    /** The public part of a whole key. */
    static byte[] publicKey(byte[] key) {
        return Arrays.copyOfRange(key, LENGTH, 2 * LENGTH);
    }

    /** The address of a validator or node: the first 20 bytes of the SHA-256 of its public key. */
    static byte[] address(byte[] publicKey) {
        return Arrays.copyOf(sha256(publicKey), ADDRESS_LENGTH);
    }

    /** Whether the bytes can be a public key. */
    static boolean fits(byte[] publicKey) {
        return publicKey.length == LENGTH;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (!fits(publicKey)) {
            return false;
        }
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + LENGTH);
        System.arraycopy(publicKey, 0, encoded, PREFIX.length, LENGTH);
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
