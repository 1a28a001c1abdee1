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
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        Optional<ECPoint> point = point(publicKey);
        if (point.isEmpty() || signature.length != 64) {
            return false;
        }
        ECPublicKeyParameters key = new ECPublicKeyParameters(point.get(), DOMAIN);
        SM2Signer verifier = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        verifier.init(false, key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    @Override
    public Signer signer(byte[] seed) {
        BigInteger secret = Sm2Signing.secret(seed);
        byte[] publicKey = DOMAIN.getG().multiply(secret).normalize().getEncoded(false);
        return new Sm2Signing(new BouncyCastleSm3(), secret, publicKey, BouncyCastleSm2::generatorTimes);
    }

    /** The point of a raw public key, or nothing if the bytes are not the one encoding of a point of the curve. */
    static Optional<ECPoint> point(byte[] publicKey) {
        if (publicKey.length != Sm2Point.LENGTH || publicKey[0] != 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(CURVE.getCurve().decodePoint(publicKey));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The generator of the curve. */
    static ECPoint generator() {
        return DOMAIN.getG();
    }

    /** The affine x of kG. */
    static BigInteger generatorTimes(BigInteger k) {
        return new FixedPointCombMultiplier().multiply(DOMAIN.getG(), k).normalize().getAffineXCoord().toBigInteger();
    }
}
