package org.titlechain.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Hashes and keyed hashes against the values that the standards print. */
class HashVectorsTest {
    private static final byte[] COUNTING_KEY = counting(32);

    @Test
    void shouldHashTheExamplesOfTheSm3Standard() {
        // GB/T 32905-2016, appendix A
        HashFunction sm3 = Suite.GM.hash();
        assertThat(sm3.hash("abc".getBytes(US_ASCII)))
                .isEqualTo(Hex.bytes("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"));
        assertThat(sm3.hash("abcd".repeat(16).getBytes(US_ASCII)))
                .isEqualTo(Hex.bytes("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"));
    }

    @Test
    void shouldHashTheExamplesOfTheSha256Standard() {
        // FIPS 180-4, examples of NIST
        HashFunction sha256 = Suite.INTERNATIONAL.hash();
        assertThat(sha256.hash("abc".getBytes(US_ASCII)))
                .isEqualTo(Hex.bytes("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        assertThat(sha256.hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".getBytes(US_ASCII)))
                .isEqualTo(Hex.bytes("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    }

    @Test
    void shouldHashPartsAsOneInput() {
        for (Suite suite : Suite.values()) {
            byte[] whole = "abcd".repeat(50).getBytes(US_ASCII);
            for (int cut = 0; cut <= whole.length; cut++) {
                byte[] head = Arrays.copyOf(whole, cut);
                byte[] tail = Arrays.copyOfRange(whole, cut, whole.length);
                assertThat(suite.hash().hash(head, new byte[0], tail))
                        .isEqualTo(suite.hash().hash(whole));
            }
        }
    }

    @Test
    void shouldComputeTheKeyedHashesOfTheSm3Standard() {
        // GM/T 0042-2015, appendix D.3, first and second vector
        Mac mac = Suite.GM.mac();
        String text = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".repeat(2);
        assertThat(mac.mac(COUNTING_KEY, text.getBytes(US_ASCII)))
                .isEqualTo(Hex.bytes("ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"));
        byte[] repeated = new byte[50];
        Arrays.fill(repeated, (byte) 0xcd);
        assertThat(mac.mac(counting(37), repeated))
                .isEqualTo(Hex.bytes("220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae"));
    }

    @Test
    void shouldComputeTheKeyedHashesOfSha256() {
        // RFC 4231, test cases 2 and 6 (a key longer than a block)
        Mac mac = Suite.INTERNATIONAL.mac();
        assertThat(mac.mac(
                        "Jefe".getBytes(US_ASCII),
                        "what do ya want ".getBytes(US_ASCII),
                        "for nothing?".getBytes(US_ASCII)))
                .isEqualTo(Hex.bytes("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        byte[] longKey = new byte[131];
        Arrays.fill(longKey, (byte) 0xaa);
        assertThat(mac.mac(longKey, "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(US_ASCII)))
                .isEqualTo(Hex.bytes("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
    }

    @Test
    void shouldDeriveTheNonceOfThePublishedExample() {
        // RFC 6979, A.2.5: P-256 with SHA-256, message "sample"
        var order = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        var secret = new BigInteger("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721", 16);
        var digest = new BigInteger(1, Suite.INTERNATIONAL.hash().hash("sample".getBytes(US_ASCII)));
        assertThat(new DeterministicNonce(Suite.INTERNATIONAL.mac(), order, secret, digest)
                        .next()
                        .toString(16))
                .isEqualTo("a6e3c57dd01abe90086538398355dd4c3b17aa873382b0f24d6129493d8aad60");
    }

    @Test
    void shouldCompareSecretsByContent() {
        assertThat(ConstantTime.equal(counting(32), COUNTING_KEY)).isTrue();
        assertThat(ConstantTime.equal(counting(31), COUNTING_KEY)).isFalse();
        byte[] other = counting(32);
        other[31] ^= 1;
        assertThat(ConstantTime.equal(other, COUNTING_KEY)).isFalse();
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }
}
