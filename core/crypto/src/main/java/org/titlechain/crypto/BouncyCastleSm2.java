package org.titlechain.crypto;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** SM2 signatures (GB/T 32918.2, user id 1234567812345678) by BouncyCastle: the reference. */
final class BouncyCastleSm2 implements SignatureScheme {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != 65 || publicKey[0] != 4 || signature.length != 64) {
            return false;
        }
        ECPublicKeyParameters key;
        try {
            key = new ECPublicKeyParameters(CURVE.getCurve().decodePoint(publicKey), DOMAIN);
        } catch (IllegalArgumentException e) {
            return false;
        }
        SM2Signer verifier = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        verifier.init(false, key);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    @Override
    public Signer signer(byte[] seed) {
        BigInteger range = DOMAIN.getN().subtract(BigInteger.TWO);
        BigInteger secret = new BigInteger(1, seed).mod(range).add(BigInteger.ONE);
        byte[] publicKey = DOMAIN.getG().multiply(secret).normalize().getEncoded(false);
        ECPrivateKeyParameters key = new ECPrivateKeyParameters(secret, DOMAIN);
        return new Signer() {
            @Override
            public Suite suite() {
                return Suite.GM;
            }

            @Override
            public byte[] publicKey() {
                return publicKey.clone();
            }

            @Override
            public byte[] sign(byte[] message) {
                SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
                signer.init(true, key);
                signer.update(message, 0, message.length);
                try {
                    return signer.generateSignature();
                } catch (org.bouncycastle.crypto.CryptoException e) {
                    throw new IllegalStateException("SM2 signature failed", e);
                }
            }
        };
    }
}
