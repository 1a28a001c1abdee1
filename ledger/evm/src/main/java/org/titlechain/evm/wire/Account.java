package org.titlechain.evm.wire;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * An account of an EVM chain: a secp256k1 key that signs transactions. It pays for a place in the order and says
 * nothing about an entry, which has a signature of its own.
 */
public final class Account {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());

    private final BigInteger secret;
    private final byte[] address;

    /** The account of the key of 32 bytes. */
    public Account(byte[] key) {
        this.secret = new BigInteger(1, key);
        if (key.length != 32 || secret.signum() == 0 || secret.compareTo(DOMAIN.getN()) >= 0) {
            throw new IllegalArgumentException("not a key of secp256k1");
        }
        this.address = addressOf(new FixedPointCombMultiplier().multiply(DOMAIN.getG(), secret));
    }

    /** The 20 bytes of the address. */
    public byte[] address() {
        return address.clone();
    }

    /**
     * A signed transaction in the oldest form (EIP-155), which every chain takes.
     *
     * @param to the contract's 20 bytes; none to make a contract
     */
    public byte[] sign(BigInteger chainId, long nonce, BigInteger gasPrice, long gas, byte[] to, byte[] data) {
        List<byte[]> plain = List.of(
                Rlp.number(nonce),
                Rlp.number(gasPrice),
                Rlp.number(gas),
                Rlp.bytes(to),
                Rlp.number(0),
                Rlp.bytes(data));
        byte[] hash = Keccak.hash(Rlp.list(concat(plain, List.of(Rlp.number(chainId), Rlp.number(0), Rlp.number(0)))));
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
        BigInteger[] signature = signer.generateSignature(hash);
        BigInteger r = signature[0];
        BigInteger s = signature[1].shiftLeft(1).compareTo(DOMAIN.getN()) > 0
                ? DOMAIN.getN().subtract(signature[1])
                : signature[1];
        int parity = recover(hash, 0, r, s)
                        .filter(found -> Arrays.equals(found, address))
                        .isPresent()
                ? 0
                : 1;
        BigInteger v = chainId.shiftLeft(1).add(BigInteger.valueOf(35L + parity));
        return Rlp.list(concat(plain, List.of(Rlp.number(v), Rlp.number(r), Rlp.number(s))));
    }

    /** The address whose key made the signature over the hash; empty when no key did. */
    public static Optional<byte[]> recover(byte[] hash, int parity, BigInteger r, BigInteger s) {
        BigInteger n = DOMAIN.getN();
        if (parity < 0 || parity > 1 || !isScalar(r) || !isScalar(s)) {
            return Optional.empty();
        }
        byte[] compressed = new byte[33];
        compressed[0] = (byte) (2 + parity);
        byte[] x = unsigned(r);
        System.arraycopy(x, 0, compressed, 33 - x.length, x.length);
        ECPoint point;
        try {
            point = CURVE.getCurve().decodePoint(compressed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        BigInteger inverse = r.modInverse(n);
        BigInteger first = new BigInteger(1, hash).negate().multiply(inverse).mod(n);
        ECPoint key = ECAlgorithms.sumOfTwoMultiplies(
                DOMAIN.getG(), first, point, s.multiply(inverse).mod(n));
        return key.isInfinity() ? Optional.empty() : Optional.of(addressOf(key));
    }

    private static boolean isScalar(BigInteger number) {
        return number.signum() > 0 && number.compareTo(DOMAIN.getN()) < 0;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] digits = number.toByteArray();
        return digits[0] == 0 ? Arrays.copyOfRange(digits, 1, digits.length) : digits;
    }

    private static byte[] addressOf(ECPoint key) {
        byte[] encoded = key.normalize().getEncoded(false);
        byte[] hash = Keccak.hash(Arrays.copyOfRange(encoded, 1, encoded.length));
        return Arrays.copyOfRange(hash, 12, 32);
    }

    private static List<byte[]> concat(List<byte[]> first, List<byte[]> second) {
        List<byte[]> all = new java.util.ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
