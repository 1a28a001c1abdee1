package org.titlechain.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.junit.jupiter.api.Test;

/** What every implementation of SM2 must do; a subclass names the implementation. */
abstract class Sm2SchemeTest {
    // GB/T 32918.5-2017, appendix A
    private static final byte[] MESSAGE = "message digest".getBytes(US_ASCII);
    private static final BigInteger SECRET =
            new BigInteger("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8", 16);
    private static final byte[] PUBLIC_KEY = Hex.bytes("04"
            + "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
            + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
    private static final byte[] SIGNATURE = Hex.bytes("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
            + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");

    /** The implementation under test. */
    abstract SignatureScheme scheme();

    @Test
    void shouldDeriveThePublicKeyOfTheStandard() {
        byte[] seed = DeterministicNonce.bytes(SECRET.subtract(BigInteger.ONE));
        assertThat(scheme().signer(seed).publicKey()).isEqualTo(PUBLIC_KEY);
    }

    @Test
    void shouldAcceptTheSignatureOfTheStandardEachTime() {
        SignatureScheme scheme = scheme();
        for (int i = 0; i < 6; i++) {
            assertThat(scheme.verify(PUBLIC_KEY, MESSAGE, SIGNATURE)).isTrue();
        }
    }

    @Test
    void shouldComputeTheIdentityDigestOfTheStandard() {
        assertThat(Sm2Identity.of(Suite.GM.hash(), PUBLIC_KEY))
                .isEqualTo(Hex.bytes("b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3"));
    }

    @Test
    void shouldKnowTheCurveOfTheReference() {
        var curve = CustomNamedCurves.getByName("sm2p256v1");
        assertThat(curve.getN()).isEqualTo(Sm2Curve.ORDER);
        assertThat(curve.getCurve().getField().getCharacteristic()).isEqualTo(Sm2Curve.P);
        assertThat(curve.getCurve().getA().toBigInteger()).isEqualTo(Sm2Curve.A);
        assertThat(curve.getCurve().getB().toBigInteger()).isEqualTo(Sm2Curve.B);
        assertThat(curve.getG().getAffineXCoord().toBigInteger()).isEqualTo(Sm2Curve.GENERATOR_X);
        assertThat(curve.getG().getAffineYCoord().toBigInteger()).isEqualTo(Sm2Curve.GENERATOR_Y);
    }

    @Test
    void shouldSignTheSameMessageAlwaysTheSameWay() {
        SignatureScheme reference = new BouncyCastleSm2();
        for (int i = 0; i < 50; i++) {
            Signer signer = scheme().signer(Sm2Cases.seed(i));
            byte[] message = ("message " + i).getBytes(US_ASCII);
            byte[] signature = signer.sign(message);
            assertThat(signer.suite()).isEqualTo(Suite.GM);
            assertThat(signer.sign(message)).isEqualTo(signature);
            assertThat(signature).isEqualTo(reference.signer(Sm2Cases.seed(i)).sign(message));
            assertThat(signer.publicKey())
                    .isEqualTo(reference.signer(Sm2Cases.seed(i)).publicKey());
            assertThat(reference.verify(signer.publicKey(), message, signature)).isTrue();
            assertThat(scheme().verify(signer.publicKey(), message, signature)).isTrue();
        }
    }

    @Test
    void shouldRefuseEveryForgery() {
        List<Sm2Cases.Forgery> forgeries = Sm2Cases.forgeries();
        assertThat(forgeries).hasSizeGreaterThanOrEqualTo(300);
        SignatureScheme scheme = scheme();
        for (int round = 0; round < 4; round++) {
            for (Sm2Cases.Forgery forgery : forgeries) {
                assertThat(scheme.verify(forgery.publicKey(), forgery.message(), forgery.signature()))
                        .as(forgery.reason())
                        .isFalse();
            }
        }
    }

    @Test
    void shouldRefuseEveryForgeryAmongGoodSignatures() {
        Signer signer = scheme().signer(Sm2Cases.seed(1));
        List<SignatureScheme.SignedMessage> messages = new ArrayList<>();
        for (Sm2Cases.Forgery forgery : Sm2Cases.forgeries()) {
            byte[] message = forgery.reason().getBytes(US_ASCII);
            messages.add(
                    new SignatureScheme.SignedMessage(forgery.publicKey(), forgery.message(), forgery.signature()));
            messages.add(new SignatureScheme.SignedMessage(signer.publicKey(), message, signer.sign(message)));
        }
        SignatureScheme scheme = scheme();
        for (int round = 0; round < 3; round++) {
            boolean[] verdicts = scheme.verifyAll(messages);
            for (int i = 0; i < verdicts.length; i++) {
                assertThat(verdicts[i]).as("verdict %s", i).isEqualTo(i % 2 == 1);
            }
        }
    }
}
