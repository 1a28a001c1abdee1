package org.titlechain.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CipherTest {
    private static final byte[] NONCE = Hex.bytes("00001234567800000000abcd");
    private static final byte[] ASSOCIATED = Hex.bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    private static final byte[] PLAINTEXT = Hex.bytes("""
            aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd
            eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa""");

    @Test
    void shouldSealTheSm4ExampleAsPublished() {
        // RFC 8998, A.1
        byte[] key = Hex.bytes("0123456789abcdeffedcba9876543210");
        byte[] sealed = Hex.bytes("""
                17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735
                d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d
                83de3541e4c2b58177e065a9bf7b62ec""");
        AuthenticatedCipher cipher = Suite.GM.cipher();
        assertThat(cipher.keyLength()).isEqualTo(16);
        assertThat(cipher.seal(key, NONCE, ASSOCIATED, PLAINTEXT)).isEqualTo(sealed);
        assertThat(cipher.open(key, NONCE, ASSOCIATED, sealed)).contains(PLAINTEXT);
    }

    @Test
    void shouldSealTheAesExampleAsPublished() {
        // The Galois/Counter Mode of Operation (McGrew, Viega), test case 16
        byte[] key = Hex.bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        byte[] nonce = Hex.bytes("cafebabefacedbaddecaf888");
        byte[] plaintext = Hex.bytes("""
                d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
                1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39""");
        byte[] sealed = Hex.bytes("""
                522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
                8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
                76fc6ece0f4e1768cddf8853bb2d551b""");
        AuthenticatedCipher cipher = Suite.INTERNATIONAL.cipher();
        assertThat(cipher.keyLength()).isEqualTo(32);
        assertThat(cipher.seal(key, nonce, ASSOCIATED, plaintext)).isEqualTo(sealed);
        assertThat(cipher.open(key, nonce, ASSOCIATED, sealed)).contains(plaintext);
    }

    @Test
    void shouldOpenNothingThatWasTouched() {
        for (Suite suite : Suite.values()) {
            AuthenticatedCipher cipher = suite.cipher();
            byte[] key = new byte[cipher.keyLength()];
            byte[] sealed = cipher.seal(key, NONCE, ASSOCIATED, PLAINTEXT);
            for (int bit = 0; bit < 8 * sealed.length; bit++) {
                assertThat(cipher.open(key, NONCE, ASSOCIATED, flipped(sealed, bit)))
                        .isEmpty();
            }
            for (int bit = 0; bit < 8 * NONCE.length; bit++) {
                assertThat(cipher.open(key, flipped(NONCE, bit), ASSOCIATED, sealed))
                        .isEmpty();
            }
            for (int bit = 0; bit < 8 * ASSOCIATED.length; bit++) {
                assertThat(cipher.open(key, NONCE, flipped(ASSOCIATED, bit), sealed))
                        .isEmpty();
            }
            for (int bit = 0; bit < 8 * key.length; bit++) {
                assertThat(cipher.open(flipped(key, bit), NONCE, ASSOCIATED, sealed))
                        .isEmpty();
            }
            for (int length = 0; length < sealed.length; length++) {
                assertThat(cipher.open(key, NONCE, ASSOCIATED, Arrays.copyOf(sealed, length)))
                        .isEmpty();
            }
            assertThat(cipher.open(key, NONCE, ASSOCIATED, Arrays.copyOf(sealed, sealed.length + 1)))
                    .isEmpty();
        }
    }

    @Test
    void shouldSealAnEmptyText() {
        for (Suite suite : Suite.values()) {
            byte[] key = new byte[suite.cipher().keyLength()];
            byte[] sealed = suite.cipher().seal(key, NONCE, new byte[0], new byte[0]);
            assertThat(sealed).hasSize(AuthenticatedCipher.TAG_LENGTH);
            assertThat(suite.cipher().open(key, NONCE, new byte[0], sealed)).contains(new byte[0]);
        }
    }

    @Test
    void shouldRefuseKeysAndNoncesOfAnotherLength() {
        for (Suite suite : Suite.values()) {
            AuthenticatedCipher cipher = suite.cipher();
            byte[] key = new byte[cipher.keyLength()];
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cipher.seal(new byte[key.length + 8], NONCE, ASSOCIATED, PLAINTEXT));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cipher.seal(key, new byte[16], ASSOCIATED, PLAINTEXT));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> cipher.open(key, new byte[11], ASSOCIATED, new byte[16]));
        }
    }

    @Test
    void shouldUnwrapAKeyForItsContextOnly() {
        for (Suite suite : Suite.values()) {
            KeyWrapping wrapping = new KeyWrapping(suite.cipher());
            byte[] outer = new byte[suite.cipher().keyLength()];
            byte[] key = "0123456789abcdef".getBytes(US_ASCII);
            byte[] context = "subject 1".getBytes(US_ASCII);
            byte[] wrapped = wrapping.wrap(outer, NONCE, context, key);
            assertThat(wrapped).hasSize(12 + 16 + 16).startsWith(NONCE);
            assertThat(wrapping.unwrap(outer, context, wrapped)).contains(key);
            assertThat(wrapping.unwrap(outer, "subject 2".getBytes(US_ASCII), wrapped))
                    .isEmpty();
            for (int bit = 0; bit < 8 * wrapped.length; bit++) {
                assertThat(wrapping.unwrap(outer, context, flipped(wrapped, bit)))
                        .isEmpty();
            }
            for (int length = 0; length < wrapped.length; length++) {
                assertThat(wrapping.unwrap(outer, context, Arrays.copyOf(wrapped, length)))
                        .isEmpty();
            }
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
