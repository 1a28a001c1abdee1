package org.titlechain.crypto;

import java.nio.charset.StandardCharsets;

/**
 * The set of algorithms of a chain. The number is part of everything that is signed, so that a signature of one suite
 * can never be read as one of another.
 */
public enum Suite {
    /** SM3, SM2 and SM4 (GB/T 32905, 32918, 32907). */
    GM(1, "gm"),
    /** SHA-256, Ed25519 and AES-256 (FIPS 180-4, RFC 8032, FIPS 197). */
    INTERNATIONAL(2, "international");

    private final int number;
    private final String label;

    Suite(int number, String label) {
        this.number = number;
        this.label = label;
    }

    /** The number in formats. */
    public int number() {
        return number;
    }

    /** The name in formats. */
    public String label() {
        return label;
    }

    /** The hash of the suite. */
    public HashFunction hash() {
        return CryptoProviders.hash(this);
    }

    /** The signature scheme of the suite. */
    public SignatureScheme signatures() {
        return CryptoProviders.signatures(this);
    }

    /** The keyed hash of the suite: HMAC over its hash. */
    public Mac mac() {
        return CryptoProviders.mac(this);
    }

    /** The cipher of the suite: SM4 or AES-256, both in Galois/counter mode. */
    public AuthenticatedCipher cipher() {
        return CryptoProviders.cipher(this);
    }

    /** What is signed for the purpose named by the tag: {@code tag ‖ 00 ‖ suite number ‖ data}. */
    public byte[] signingInput(String tag, byte[] data) {
        byte[] name = tag.getBytes(StandardCharsets.US_ASCII);
        byte[] input = new byte[name.length + 2 + data.length];
        System.arraycopy(name, 0, input, 0, name.length);
        input[name.length + 1] = (byte) number;
        System.arraycopy(data, 0, input, name.length + 2, data.length);
        return input;
    }

    /** The identifier of a public key: the hash of its signing input under {@code titlechain/key/v1}. */
    public byte[] keyId(byte[] publicKey) {
        return hash().hash(signingInput("titlechain/key/v1", publicKey));
    }

    /**
     * The suite with the number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Suite ofNumber(long number) {
        for (Suite suite : values()) {
            if (suite.number == number) {
                return suite;
            }
        }
        throw new IllegalArgumentException("no suite has number " + number);
    }

    /**
     * The suite with the label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Suite ofLabel(String label) {
        for (Suite suite : values()) {
            if (suite.label.equals(label)) {
                return suite;
            }
        }
        throw new IllegalArgumentException("no suite is called " + label);
    }
}
