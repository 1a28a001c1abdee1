package org.titlechain.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

class Ed25519Test {
    private static final SignatureScheme ED25519 = Suite.INTERNATIONAL.signatures();
    /** The order of the base point, RFC 8032, 5.1. */
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    @Test
    void shouldSignTheExamplesOfTheStandard() {
        // RFC 8032, 7.1, tests 1, 2 and 3
        shouldSign(
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        shouldSign(
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        shouldSign(
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    }

    private static void shouldSign(String seed, String publicKey, String message, String signature) {
        Signer signer = ED25519.signer(Hex.bytes(seed));
        assertThat(signer.suite()).isEqualTo(Suite.INTERNATIONAL);
        assertThat(signer.publicKey()).isEqualTo(Hex.bytes(publicKey));
        assertThat(signer.sign(Hex.bytes(message))).isEqualTo(Hex.bytes(signature));
        assertThat(ED25519.verify(Hex.bytes(publicKey), Hex.bytes(message), Hex.bytes(signature)))
                .isTrue();
    }

    @Test
    void shouldRefuseEveryFlippedBit() {
        Signer signer = ED25519.signer(new byte[32]);
        byte[] message = {1, 2, 3};
        byte[] key = signer.publicKey();
        byte[] signature = signer.sign(message);
        for (int bit = 0; bit < 8 * 64; bit++) {
            assertThat(ED25519.verify(key, message, flipped(signature, bit))).isFalse();
        }
        for (int bit = 0; bit < 8 * 32; bit++) {
            assertThat(ED25519.verify(flipped(key, bit), message, signature)).isFalse();
        }
        for (int bit = 0; bit < 24; bit++) {
            assertThat(ED25519.verify(key, flipped(message, bit), signature)).isFalse();
        }
    }

    @Test
    void shouldRefuseLengthsHalvesAndTheSecondFormOfASignature() {
        Signer signer = ED25519.signer(new byte[32]);
        byte[] message = {1, 2, 3};
        byte[] signature = signer.sign(message);
        for (int length = 0; length < 130; length++) {
            assertThat(ED25519.verify(signer.publicKey(), message, Arrays.copyOf(signature, length)))
                    .isEqualTo(length == 64);
            assertThat(ED25519.verify(Arrays.copyOf(signer.publicKey(), length), message, signature))
                    .isEqualTo(length == 32);
        }
        byte[] swapped = new byte[64];
        System.arraycopy(signature, 32, swapped, 0, 32);
        System.arraycopy(signature, 0, swapped, 32, 32);
        assertThat(ED25519.verify(signer.publicKey(), message, swapped)).isFalse();
        // s + L would verify if s were not compared with L: a second signature that nobody made
        byte[] second = signature.clone();
        BigInteger s = littleEndian(Arrays.copyOfRange(signature, 32, 64)).add(ORDER);
        for (int i = 0; i < 32; i++) {
            second[32 + i] = s.shiftRight(8 * i).byteValue();
        }
        assertThat(ED25519.verify(signer.publicKey(), message, second)).isFalse();
    }

    @Test
    void shouldRefuseKeysOfSmallOrder() {
        // with the neutral element as key, R = sB is a signature of every message
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        byte[] forged = new byte[64];
        forged[0] = 1;
        assertThat(ED25519.verify(neutral, new byte[] {1}, forged)).isFalse();
        assertThat(ED25519.verify(new byte[32], new byte[] {1}, forged)).isFalse();
    }

    @Test
    void shouldRefuseAKeyWithAPartOfSmallOrder() throws Exception {
        // A + (0, −1) is (−x, −y). An even h hides the part of order two: some verifiers accept, some do not
        byte[] seed = new byte[32];
        byte[] key = ED25519.signer(seed).publicKey();
        BigInteger p = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        BigInteger sign = littleEndian(key).shiftRight(255).xor(BigInteger.ONE).shiftLeft(255);
        BigInteger y = p.subtract(littleEndian(key).mod(BigInteger.TWO.pow(255)));
        byte[] mixed = littleEndianBytes(y.or(sign));
        byte[] expanded = sha512(seed);
        byte[] clamped = Arrays.copyOf(expanded, 32);
        clamped[0] &= (byte) 248;
        clamped[31] = (byte) (clamped[31] & 127 | 64);
        int even = 0;
        for (int i = 0; i < 40; i++) {
            byte[] message = {(byte) i};
            byte[] point = Arrays.copyOf(ED25519.signer(seed).sign(message), 32);
            BigInteger r = littleEndian(sha512(Arrays.copyOfRange(expanded, 32, 64), message))
                    .mod(ORDER);
            BigInteger h = littleEndian(sha512(point, mixed, message)).mod(ORDER);
            byte[] signature = Arrays.copyOf(point, 64);
            BigInteger s = r.add(h.multiply(littleEndian(clamped))).mod(ORDER);
            System.arraycopy(littleEndianBytes(s), 0, signature, 32, 32);
            even += Ed25519.verify(signature, 0, mixed, 0, message, 0, 1) ? 1 : 0;
            assertThat(ED25519.verify(mixed, message, signature)).isFalse();
        }
        assertThat(even).isPositive();
    }

    private static byte[] sha512(byte[]... parts) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static byte[] littleEndianBytes(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    @Test
    void shouldAskForASeedOf32Bytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> ED25519.signer(new byte[31]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Suite.GM.signatures().signer(new byte[33]));
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
