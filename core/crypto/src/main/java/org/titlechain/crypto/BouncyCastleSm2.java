package org.titlechain.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** SM2 signatures (GB/T 32918.2, user id 1234567812345678) by BouncyCastle: the reference. */
final class BouncyCastleSm2 implements SignatureScheme {
    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        Optional<ECPoint> point = point(publicKey);
        if (point.isEmpty() || signature.length != 64) {
            return false;
        }
        ECPublicKeyParameters key = new ECPublicKeyParameters(point.get(), Curve.DOMAIN);
        SM2Signer verifier = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        verifier.init(false, key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    @Override
    public Signer signer(byte[] seed) {
        BigInteger secret = Sm2Signing.secret(seed);
        byte[] publicKey = Curve.DOMAIN.getG().multiply(secret).normalize().getEncoded(false);
        return new Sm2Signing(new BouncyCastleSm3(), secret, publicKey, BouncyCastleSm2::generatorTimes);
    }

    /** The point of a raw public key, or nothing if the bytes are not the one encoding of a point of the curve. */
    static Optional<ECPoint> point(byte[] publicKey) {
        if (publicKey.length != Sm2Point.LENGTH || publicKey[0] != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(Curve.DOMAIN.getCurve().decodePoint(publicKey));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The generator of the curve. */
    static ECPoint generator() {
        return Curve.DOMAIN.getG();
    }

    /** The affine x of kG. */
    static BigInteger generatorTimes(BigInteger k) {
        ECPoint point =
                new FixedPointCombMultiplier().multiply(Curve.DOMAIN.getG(), k).normalize();
        return point.getAffineXCoord().toBigInteger();
    }

    /** Loaded when first needed: a process that only signs, or knows every key, never needs it. */
    private static final class Curve {
        static final ECDomainParameters DOMAIN = domain();

        private static ECDomainParameters domain() {
            X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
            return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        }
    }
}
