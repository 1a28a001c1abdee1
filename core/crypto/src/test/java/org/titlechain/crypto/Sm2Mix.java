package org.titlechain.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.titlechain.crypto.SignatureScheme.SignedMessage;

/** An endless mix of good, altered and edge-case SM2 signatures by keys that come back and keys that do not. */
final class Sm2Mix {
    private static final int KEYS = 24;
    private static final int SMALL_SECRETS = 8;

    private final SignatureScheme scheme = new FastSm2(Suite.GM.hash(), new BouncyCastleSm2());
    private final Random random;
    private final List<Signer> signers = new ArrayList<>();

    Sm2Mix(long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < KEYS; i++) {
            // small secret numbers make tables that overlap with the generator's
            signers.add(
                    i < SMALL_SECRETS ? scheme.signer(DeterministicNonce.bytes(BigInteger.valueOf(i))) : freshSigner());
        }
    }

    List<SignedMessage> next(int count) {
        List<SignedMessage> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(next());
        }
        return messages;
    }

    private SignedMessage next() {
        Signer signer = random.nextInt(100) == 0 ? freshSigner() : signers.get(random.nextInt(KEYS));
        byte[] message = new byte[random.nextInt(200)];
        random.nextBytes(message);
        byte[] key = signer.publicKey();
        byte[] signature = signer.sign(message);
        return switch (random.nextInt(16)) {
            case 0 -> new SignedMessage(key, message, flipped(signature));
            case 1 -> new SignedMessage(flipped(key), message, signature);
            case 2 -> new SignedMessage(key, message.length == 0 ? new byte[1] : flipped(message), signature);
            case 3 -> new SignedMessage(signers.get(random.nextInt(KEYS)).publicKey(), message, signature);
            case 4 -> new SignedMessage(key, message, Sm2Cases.join(edge(), edge()));
            case 5 -> new SignedMessage(key, message, withHalf(signature, 0, edge()));
            case 6 -> new SignedMessage(key, message, withHalf(signature, 32, edge()));
            case 7 -> new SignedMessage(key, message, Arrays.copyOf(signature, random.nextInt(130)));
            default -> new SignedMessage(key, message, signature);
        };
    }

    private Signer freshSigner() {
        byte[] seed = new byte[32];
        random.nextBytes(seed);
        return scheme.signer(seed);
    }

    /** A number near 0, n, p, 2^256 or a power of two. */
    private BigInteger edge() {
        BigInteger base =
                switch (random.nextInt(5)) {
                    case 0 -> BigInteger.ZERO;
                    case 1 -> Sm2Curve.ORDER;
                    case 2 -> Sm2Curve.P;
                    case 3 -> BigInteger.TWO.pow(256);
                    default -> BigInteger.TWO.pow(random.nextInt(256));
                };
        return base.add(BigInteger.valueOf(random.nextInt(130) - 65)).mod(BigInteger.TWO.pow(256));
    }

    private static byte[] withHalf(byte[] signature, int offset, BigInteger number) {
        byte[] copy = signature.clone();
        System.arraycopy(DeterministicNonce.bytes(number), 0, copy, offset, 32);
        return copy;
    }

    private byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        int bit = random.nextInt(8 * copy.length);
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
