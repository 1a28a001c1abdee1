package org.titlechain.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Signs with one SM2 key (GB/T 32918.2, 6.1), k from {@link DeterministicNonce} with HMAC-SM3. The multiples of the
 * generator come from whoever knows how to compute them.
 */
final class Sm2Signing implements Signer {
    private static final BigInteger N = Sm2Curve.ORDER;

    private final HashFunction hash;
    private final Mac mac;
    private final BigInteger secret;
    private final BigInteger inverse;
    private final byte[] publicKey;
    private final byte[] identity;
    private final UnaryOperator<BigInteger> generatorTimes;

    /** @param generatorTimes from k in 1 … n − 1 to the affine x of kG */
    Sm2Signing(HashFunction hash, BigInteger secret, byte[] publicKey, UnaryOperator<BigInteger> generatorTimes) {
        this.hash = hash;
        this.mac = new Hmac(hash);
        this.secret = secret;
        this.inverse = secret.add(BigInteger.ONE).modInverse(N);
        this.publicKey = publicKey.clone();
        this.identity = Sm2Identity.of(hash, publicKey);
        this.generatorTimes = generatorTimes;
    }

    /** The secret number of a seed: 1 + seed mod (n − 2), so from 1 to n − 2 as the standard asks. */
    static BigInteger secret(byte[] seed) {
        return new BigInteger(1, Seeds.copyOf(seed))
                .mod(N.subtract(BigInteger.TWO))
                .add(BigInteger.ONE);
    }

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
        BigInteger digest = new BigInteger(1, hash.hash(identity, message));
        DeterministicNonce nonces = new DeterministicNonce(mac, N, secret, digest);
        while (true) {
            BigInteger k = nonces.next();
            BigInteger r = digest.add(generatorTimes.apply(k)).mod(N);
            BigInteger sum = r.add(k).mod(N);
            // s = (k − r·d) / (1 + d) = (k + r) / (1 + d) − r, which needs one multiplication
            BigInteger s = inverse.multiply(sum).subtract(r).mod(N);
            if (r.signum() != 0 && sum.signum() != 0 && s.signum() != 0) {
                byte[] signature = Arrays.copyOf(DeterministicNonce.bytes(r), 64);
                System.arraycopy(DeterministicNonce.bytes(s), 0, signature, 32, 32);
                return signature;
            }
        }
    }
}
