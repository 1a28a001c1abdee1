package org.titlechain.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** SM2 signatures that no implementation may accept, each with the reason. */
final class Sm2Cases {
    /** A forged or broken signature. */
    record Forgery(String reason, byte[] publicKey, byte[] message, byte[] signature) {}

    private static final BigInteger N = Sm2Curve.ORDER;
    private static final BigInteger P = Sm2Curve.P;
    private static final byte[] MESSAGE = Suite.GM.signingInput("titlechain/test/v1", new byte[] {1, 2, 3, 4});

    private final List<Forgery> forgeries = new ArrayList<>();
    private final Signer signer = new BouncyCastleSm2().signer(seed(1));
    private final byte[] key = signer.publicKey();
    private final byte[] signature = signer.sign(MESSAGE);
    private final BigInteger r = new BigInteger(1, Arrays.copyOf(signature, 32));
    private final BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));

    private Sm2Cases() {}

    /** All forgeries, in a fixed order. */
    static List<Forgery> forgeries() {
        Sm2Cases cases = new Sm2Cases();
        cases.addNumbersOutOfRange();
        cases.addSums();
        cases.addKeys();
        cases.addLengths();
        cases.addOtherMeanings();
        cases.addFlippedBits();
        return List.copyOf(cases.forgeries);
    }

    /** A seed that differs for each number. */
    static byte[] seed(int number) {
        byte[] seed = new byte[32];
        seed[0] = (byte) (number >>> 8);
        seed[31] = (byte) number;
        return seed;
    }

    private void addNumbersOutOfRange() {
        BigInteger limit = BigInteger.TWO.pow(256);
        List<BigInteger> wrong = new ArrayList<>(List.of(BigInteger.ZERO, N, P, limit.subtract(BigInteger.ONE)));
        for (int i = 1; i <= 8; i++) {
            wrong.add(N.add(BigInteger.valueOf(i)));
            wrong.add(limit.subtract(BigInteger.TWO.pow(8 * i)));
        }
        for (BigInteger number : wrong) {
            add("r = " + number.toString(16), key, MESSAGE, join(number, s));
            add("s = " + number.toString(16), key, MESSAGE, join(r, number));
            add("r = s = " + number.toString(16), key, MESSAGE, join(number, number));
        }
        for (BigInteger number : List.of(BigInteger.ONE, N.subtract(BigInteger.ONE), N.shiftRight(1))) {
            add("r is " + number.toString(16), key, MESSAGE, join(number, s));
            add("s is " + number.toString(16), key, MESSAGE, join(r, number));
        }
        if (r.add(N).bitLength() <= 256) {
            add("r + n", key, MESSAGE, join(r.add(N), s));
        }
        if (s.add(N).bitLength() <= 256) {
            add("s + n", key, MESSAGE, join(r, s.add(N)));
        }
        add("n − r", key, MESSAGE, join(N.subtract(r), s));
        add("n − s", key, MESSAGE, join(r, N.subtract(s)));
        add("both negated", key, MESSAGE, join(N.subtract(r), N.subtract(s)));
        add("r and s swapped", key, MESSAGE, join(s, r));
    }

    private void addSums() {
        // with t = r + s = 0 the public key would not take part: r = e + x(sG) is easily met
        BigInteger digest = new BigInteger(1, Suite.GM.hash().hash(Sm2Identity.of(Suite.GM.hash(), key), MESSAGE));
        var generator = CustomNamedCurves.getByName("sm2p256v1").getG();
        for (int i = 1; i <= 20; i++) {
            BigInteger scalar = BigInteger.valueOf(i);
            add("r + s = n with s = " + i, key, MESSAGE, join(N.subtract(scalar), scalar));
            BigInteger x =
                    generator.multiply(scalar).normalize().getAffineXCoord().toBigInteger();
            add("r = e + x(sG) with s = " + i, key, MESSAGE, join(digest.add(x).mod(N), scalar));
        }
        add("r = e", key, MESSAGE, join(digest.mod(N), N.subtract(digest.mod(N))));
        add("s = n − r", key, MESSAGE, join(r, N.subtract(r)));
        add("s + 1", key, MESSAGE, join(r, s.add(BigInteger.ONE)));
        add("r + 1, s − 1, so t is the same", key, MESSAGE, join(r.add(BigInteger.ONE), s.subtract(BigInteger.ONE)));
    }

    private void addKeys() {
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(key, 1, 33));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(key, 33, 65));
        add("off the curve: y + 1", point(x, y.add(BigInteger.ONE)), MESSAGE, signature);
        add("off the curve: x + 1", point(x.add(BigInteger.ONE), y), MESSAGE, signature);
        add("off the curve: x and y swapped", point(y, x), MESSAGE, signature);
        add("the negative key", point(x, P.subtract(y)), MESSAGE, signature);
        add("zeros", point(BigInteger.ZERO, BigInteger.ZERO), MESSAGE, signature);
        add("infinity of one byte", new byte[1], MESSAGE, signature);
        add("infinity of 65 bytes", new byte[65], MESSAGE, signature);
        add("coordinates of p", point(P, P), MESSAGE, signature);
        // the smallest x with a point on the curve, once more with p added: an encoding that is not the only one
        BigInteger small = BigInteger.ZERO;
        BigInteger root = squareRoot(small);
        while (!root.modPow(BigInteger.TWO, P).equals(curve(small))) {
            small = small.add(BigInteger.ONE);
            root = squareRoot(small);
        }
        add("x + p", point(small.add(P), root), MESSAGE, signature);
        for (int prefix = 0; prefix < 256; prefix++) {
            if (prefix != 4 && (prefix < 16 || prefix % 16 == 4)) {
                byte[] other = key.clone();
                other[0] = (byte) prefix;
                add("prefix " + prefix, other, MESSAGE, signature);
            }
        }
        byte[] compressed = Arrays.copyOf(key, 33);
        compressed[0] = (byte) (y.testBit(0) ? 3 : 2);
        add("compressed key", compressed, MESSAGE, signature);
        for (int i = 2; i < 12; i++) {
            add("key " + i, new BouncyCastleSm2().signer(seed(i)).publicKey(), MESSAGE, signature);
        }
    }

    private void addLengths() {
        for (int length : new int[] {0, 1, 32, 63, 65, 70, 72, 96, 128}) {
            add("signature of " + length, key, MESSAGE, Arrays.copyOf(signature, length));
        }
        for (int length : new int[] {0, 1, 32, 33, 64, 66, 91, 130}) {
            add("key of " + length, Arrays.copyOf(key, length), MESSAGE, signature);
        }
        for (int length = 0; length < MESSAGE.length; length++) {
            add("message of " + length, key, Arrays.copyOf(MESSAGE, length), signature);
        }
        add("message with a zero more", key, Arrays.copyOf(MESSAGE, MESSAGE.length + 1), signature);
        byte[] der = new byte[70];
        der[0] = 0x30;
        der[1] = 68;
        der[2] = 2;
        der[3] = 32;
        System.arraycopy(signature, 0, der, 4, 32);
        der[36] = 2;
        der[37] = 32;
        System.arraycopy(signature, 32, der, 38, 32);
        add("in ASN.1", key, MESSAGE, der);
    }

    private void addOtherMeanings() {
        byte[] data = {1, 2, 3, 4};
        byte[] international = Suite.INTERNATIONAL.signingInput("titlechain/test/v1", data);
        add("signed for the other suite", key, MESSAGE, signer.sign(international));
        add("signed under another tag", key, MESSAGE, signer.sign(Suite.GM.signingInput("titlechain/test/v2", data)));
        add("signed bare", key, MESSAGE, signer.sign(data));
        for (String user : List.of("", "1234567812345670", "ALICE123@YAHOO.COM", "123456781234567")) {
            add("user id " + user, key, MESSAGE, signAs(user));
        }
        add(
                "an Ed25519 signature",
                key,
                MESSAGE,
                Suite.INTERNATIONAL.signatures().signer(seed(1)).sign(MESSAGE));
        for (int i = 0; i < 20; i++) {
            byte[] other = {(byte) i};
            add("signature of message " + i, key, MESSAGE, signer.sign(other));
        }
    }

    private void addFlippedBits() {
        for (int bit = 0; bit < 8 * 64; bit += 3) {
            add("signature bit " + bit, key, MESSAGE, flipped(signature, bit));
        }
        for (int bit = 0; bit < 8 * 65; bit += 7) {
            add("key bit " + bit, flipped(key, bit), MESSAGE, signature);
        }
        for (int bit = 0; bit < 8 * MESSAGE.length; bit += 5) {
            add("message bit " + bit, key, flipped(MESSAGE, bit), signature);
        }
    }

    private byte[] signAs(String user) {
        var curve = CustomNamedCurves.getByName("sm2p256v1");
        var domain = new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        SM2Signer other = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
        var secret = new ECPrivateKeyParameters(Sm2Signing.secret(seed(1)), domain);
        other.init(true, new ParametersWithID(secret, user.getBytes(US_ASCII)));
        other.update(MESSAGE, 0, MESSAGE.length);
        try {
            return other.generateSignature();
        } catch (CryptoException e) {
            throw new AssertionError(e);
        }
    }

    private void add(String reason, byte[] publicKey, byte[] message, byte[] signature) {
        forgeries.add(new Forgery(reason, publicKey, message, signature));
    }

    private static BigInteger curve(BigInteger x) {
        return x.pow(3).add(Sm2Curve.A.multiply(x)).add(Sm2Curve.B).mod(P);
    }

    /** The root of the curve's right side at x if there is one; p = 3 mod 4. */
    private static BigInteger squareRoot(BigInteger x) {
        return curve(x).modPow(P.add(BigInteger.ONE).shiftRight(2), P);
    }

    static byte[] point(BigInteger x, BigInteger y) {
        byte[] point = new byte[65];
        point[0] = 4;
        System.arraycopy(DeterministicNonce.bytes(x), 0, point, 1, 32);
        System.arraycopy(DeterministicNonce.bytes(y), 0, point, 33, 32);
        return point;
    }

    static byte[] join(BigInteger r, BigInteger s) {
        byte[] signature = new byte[64];
        System.arraycopy(DeterministicNonce.bytes(r), 0, signature, 0, 32);
        System.arraycopy(DeterministicNonce.bytes(s), 0, signature, 32, 32);
        return signature;
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
