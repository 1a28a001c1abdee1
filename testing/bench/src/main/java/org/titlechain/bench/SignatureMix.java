package org.titlechain.bench;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.titlechain.crypto.SignatureScheme;
import org.titlechain.crypto.SignatureScheme.SignedMessage;
import org.titlechain.crypto.Signer;

/** Good, altered and edge-case SM2 signatures, by keys that come back and now and then by one that does not. */
final class SignatureMix {
    private static final int KEYS = 40;
    /** n and p of the curve, GB/T 32918.5. */
    private static final List<BigInteger> LIMITS = List.of(
            BigInteger.ZERO,
            new BigInteger("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", 16),
            new BigInteger("fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff", 16),
            BigInteger.TWO.pow(256));

    private final SignatureScheme scheme;
    private final Random random;
    private final List<Signer> signers = new ArrayList<>();

    SignatureMix(SignatureScheme scheme, long seed) {
        this.scheme = scheme;
        this.random = new Random(seed);
        for (int i = 0; i < KEYS; i++) {
            // the first keys are tiny multiples of the generator: their tables overlap with its own
            byte[] small = new byte[32];
            small[31] = (byte) i;
            signers.add(i < 4 ? scheme.signer(small) : freshSigner());
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
        Signer signer = random.nextInt(500) == 0 ? freshSigner() : signers.get(random.nextInt(KEYS));
        byte[] message = randomBytes(1 + random.nextInt(300));
        byte[] key = signer.publicKey();
        byte[] signature = signer.sign(message);
        return switch (random.nextInt(20)) {
            case 0 -> new SignedMessage(key, message, flipped(signature));
            case 1 -> new SignedMessage(flipped(key), message, signature);
            case 2 -> new SignedMessage(key, flipped(message), signature);
            case 3 -> new SignedMessage(signers.get(random.nextInt(KEYS)).publicKey(), message, signature);
            case 4 -> new SignedMessage(key, message, withHalf(withHalf(signature, 0, edge()), 32, edge()));
            case 5 -> new SignedMessage(key, message, withHalf(signature, 0, edge()));
            case 6 -> new SignedMessage(key, message, withHalf(signature, 32, edge()));
            case 7 -> new SignedMessage(key, message, Arrays.copyOf(signature, random.nextInt(130)));
            case 8 -> new SignedMessage(key, message, swapped(signature));
            default -> new SignedMessage(key, message, signature);
        };
    }

    private Signer freshSigner() {
        return scheme.signer(randomBytes(32));
    }

    private BigInteger edge() {
        int choice = random.nextInt(LIMITS.size() + 1);
        BigInteger base = choice < LIMITS.size() ? LIMITS.get(choice) : BigInteger.TWO.pow(random.nextInt(256));
        return base.add(BigInteger.valueOf(random.nextInt(130) - 65)).mod(BigInteger.TWO.pow(256));
    }

    private static byte[] withHalf(byte[] signature, int offset, BigInteger number) {
        byte[] copy = signature.clone();
        for (int i = 0; i < 32; i++) {
            copy[offset + i] = number.shiftRight(8 * (31 - i)).byteValue();
        }
        return copy;
    }

    private static byte[] swapped(byte[] signature) {
        byte[] copy = new byte[64];
        System.arraycopy(signature, 32, copy, 0, 32);
        System.arraycopy(signature, 0, copy, 32, 32);
        return copy;
    }

    private byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        int bit = random.nextInt(8 * copy.length);
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
