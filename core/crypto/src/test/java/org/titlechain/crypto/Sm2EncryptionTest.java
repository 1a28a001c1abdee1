package org.titlechain.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.junit.jupiter.api.Test;

class Sm2EncryptionTest {
    // GB/T 32918.5-2017, appendix C
    private static final byte[] SEED = seedOf("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
    private static final byte[] EPHEMERAL = seedOf("59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21");
    private static final byte[] PLAINTEXT = "encryption standard".getBytes(US_ASCII);
    private static final byte[] SEALED = Hex.bytes("""
            04
            04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73
            e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0
            59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766
            21886ca989ca9c7d58087307ca93092d651efa""");

    private final Sm2Encryption encryption = new Sm2Encryption();
    private final byte[] publicKey = Suite.GM.signatures().signer(SEED).publicKey();

    @Test
    void shouldSealAndOpenTheExampleOfTheStandard() {
        assertThat(encryption.seal(publicKey, EPHEMERAL, PLAINTEXT)).isEqualTo(SEALED);
        assertThat(encryption.open(SEED, SEALED)).contains(PLAINTEXT);
    }

    @Test
    void shouldSealWhatBouncyCastleOpens() throws InvalidCipherTextException {
        var curve = CustomNamedCurves.getByName("sm2p256v1");
        var domain = new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        for (int length = 16; length < 100; length++) {
            byte[] plaintext = new byte[length];
            Arrays.fill(plaintext, (byte) length);
            byte[] sealed = encryption.seal(publicKey, Sm2Cases.seed(length), plaintext);
            SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
            engine.init(false, new ECPrivateKeyParameters(Sm2Signing.secret(SEED), domain));
            assertThat(engine.processBlock(sealed, 0, sealed.length)).isEqualTo(plaintext);
            assertThat(encryption.open(SEED, sealed)).contains(plaintext);
        }
    }

    @Test
    void shouldOpenNothingThatWasTouchedOrIsForAnother() {
        for (int bit = 0; bit < 8 * SEALED.length; bit++) {
            byte[] touched = SEALED.clone();
            touched[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(encryption.open(SEED, touched)).isEmpty();
        }
        for (int length = 0; length < SEALED.length; length++) {
            assertThat(encryption.open(SEED, Arrays.copyOf(SEALED, length))).isEmpty();
        }
        assertThat(encryption.open(EPHEMERAL, SEALED)).isEmpty();
    }

    @Test
    void shouldRefuseKeysThatAreNoPointsAndTextsShorterThanAKey() {
        byte[] offCurve = publicKey.clone();
        offCurve[64] ^= 1;
        assertThatIllegalArgumentException().isThrownBy(() -> encryption.seal(offCurve, EPHEMERAL, PLAINTEXT));
        assertThatIllegalArgumentException().isThrownBy(() -> encryption.seal(new byte[1], EPHEMERAL, PLAINTEXT));
        assertThatIllegalArgumentException().isThrownBy(() -> encryption.seal(publicKey, EPHEMERAL, new byte[15]));
    }

    /** The seed from which a secret number is derived: one less. */
    private static byte[] seedOf(String secret) {
        return DeterministicNonce.bytes(new BigInteger(secret, 16).subtract(BigInteger.ONE));
    }
}
