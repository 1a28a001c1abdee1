package org.titlechain.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.titlechain.crypto.SignatureScheme.SignedMessage;

class FastSm2Test extends Sm2SchemeTest {
    private static final BigInteger N = Sm2Curve.ORDER;
    private static final BigInteger P = Sm2Curve.P;
    private static final ECPoint GENERATOR =
            CustomNamedCurves.getByName("sm2p256v1").getG();

    private final CountingReference reference = new CountingReference();
    private final FastSm2 scheme = new FastSm2(Suite.GM.hash(), reference);

    @Override
    SignatureScheme scheme() {
        return scheme;
    }

    /** The reference, which counts how often it is asked. */
    private static final class CountingReference implements SignatureScheme {
        private final SignatureScheme scheme = new BouncyCastleSm2();
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
            calls.incrementAndGet();
            return scheme.verify(publicKey, message, signature);
        }

        @Override
        public Signer signer(byte[] seed) {
            return scheme.signer(seed);
        }
    }

    @Test
    void shouldAskTheReferenceForUnknownKeysOnly() {
        Signer signer = scheme.signer(Sm2Cases.seed(1));
        byte[] message = {1};
        byte[] signature = signer.sign(message);
        for (int i = 0; i < 20; i++) {
            assertThat(scheme.verify(signer.publicKey(), message, signature)).isTrue();
        }
        assertThat(reference.calls).hasValue(KnownKeys.APPEARANCES - 1);
    }

    @Test
    void shouldMultiplyTheGeneratorAsTheReferenceDoes() {
        List<BigInteger> scalars = new ArrayList<>();
        for (int i = 1; i < 40; i++) {
            scalars.add(BigInteger.valueOf(i));
            scalars.add(N.subtract(BigInteger.valueOf(i)));
            scalars.add(BigInteger.TWO.pow(6 * i).add(BigInteger.valueOf(i % 3 - 1)));
        }
        // the one number whose last addition is a doubling: its last digit is 255 and all others make n − 255·2^248
        scalars.add(BigInteger.valueOf(2 * 255).shiftLeft(248).subtract(N));
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            scalars.add(
                    new BigInteger(256, random).mod(N.subtract(BigInteger.ONE)).add(BigInteger.ONE));
        }
        for (BigInteger k : scalars) {
            assertThat(FastSm2.generatorTimesX(k))
                    .as(k.toString(16))
                    .isEqualTo(
                            GENERATOR.multiply(k).normalize().getAffineXCoord().toBigInteger());
        }
    }

    @Test
    void shouldGiveTheVerdictsOfTheReference() {
        int count = Integer.getInteger("titlechain.sm2.differential", 20_000);
        Sm2Mix mix = new Sm2Mix(20260102);
        SignatureScheme plain = new BouncyCastleSm2();
        int valid = 0;
        for (int done = 0; done < count; done += 500) {
            List<SignedMessage> messages = mix.next(500);
            boolean[] verdicts = scheme.verifyAll(messages);
            for (int i = 0; i < verdicts.length; i++) {
                SignedMessage message = messages.get(i);
                boolean expected = plain.verify(message.publicKey(), message.message(), message.signature());
                assertThat(verdicts[i]).as("signature %s of %s", i, done).isEqualTo(expected);
                if (i % 10 == 0) {
                    assertThat(scheme.verify(message.publicKey(), message.message(), message.signature()))
                            .isEqualTo(expected);
                }
                valid += expected ? 1 : 0;
            }
        }
        assertThat(valid).isBetween(count / 4, count * 3 / 4);
    }

    @Test
    void shouldAcceptAGoodSignatureWhoseEntriesMeetInTheTree() {
        // with this key, entry 11 of the key's table and entry 0 of the generator's are multiples of the same point
        BigInteger secret = BigInteger.TWO.pow(66).modInverse(N);
        Signer signer = signerOf(secret);
        List<SignedMessage> meeting = new ArrayList<>();
        for (int i = 0; meeting.size() < 3; i++) {
            byte[] message = ("message " + i).getBytes(US_ASCII);
            byte[] signature = signer.sign(message);
            BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
            BigInteger t =
                    s.add(new BigInteger(1, Arrays.copyOf(signature, 32))).mod(N);
            if (digit(s, 12, 0).abs().equals(digit(t, 6, 11).abs())) {
                meeting.add(new SignedMessage(signer.publicKey(), message, signature));
            }
        }
        Signer other = scheme.signer(Sm2Cases.seed(7));
        List<SignedMessage> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] message = {(byte) i};
            all.add(new SignedMessage(other.publicKey(), message, other.sign(message)));
        }
        all.addAll(10, meeting);
        warmUp(all);
        int before = reference.calls.get();
        assertThat(scheme.verifyAll(all)).doesNotContain(false).hasSize(63);
        assertThat(reference.calls.get() - before).isEqualTo(3);
    }

    @Test
    void shouldAcceptAGoodSignatureWhoseLastAdditionIsADoubling() {
        // kG with k = 2·e·2^252·d is twice the key's last entry, if t has e as its last digit
        BigInteger secret = BigInteger.valueOf(12345);
        Signer signer = signerOf(secret);
        byte[] identity = Sm2Identity.of(Suite.GM.hash(), signer.publicKey());
        int found = 0;
        for (int i = 0; found < 2; i++) {
            byte[] message = ("message " + i).getBytes(US_ASCII);
            BigInteger digest = new BigInteger(1, Suite.GM.hash().hash(identity, message));
            BigInteger last = BigInteger.valueOf(2 * (i % 8) + 1);
            BigInteger k = last.shiftLeft(253).multiply(secret).mod(N);
            BigInteger r = digest.add(FastSm2.generatorTimesX(k)).mod(N);
            BigInteger s = secret.add(BigInteger.ONE)
                    .modInverse(N)
                    .multiply(k.subtract(r.multiply(secret)))
                    .mod(N);
            BigInteger t = r.add(s).mod(N);
            if (digit(t, 6, 42).equals(last) && t.testBit(0)) {
                List<SignedMessage> one = List.of(new SignedMessage(signer.publicKey(), message, Sm2Cases.join(r, s)));
                warmUp(one);
                int before = reference.calls.get();
                assertThat(scheme.verifyAll(one)).containsExactly(true);
                assertThat(reference.calls.get() - before).isEqualTo(1);
                found++;
            }
        }
    }

    @Test
    void shouldRefuseASumThatIsInfinity() {
        // with the key G, s + t = n gives infinity, for which there is no x
        Signer signer = signerOf(BigInteger.ONE);
        List<SignedMessage> messages = new ArrayList<>();
        for (int i = 1; i <= 30; i++) {
            BigInteger s = BigInteger.valueOf(i * 1001L);
            BigInteger r = N.subtract(s).subtract(s).mod(N);
            messages.add(new SignedMessage(signer.publicKey(), new byte[] {1}, Sm2Cases.join(r, s)));
        }
        warmUp(messages);
        int before = reference.calls.get();
        assertThat(scheme.verifyAll(messages)).doesNotContain(true);
        assertThat(reference.calls.get() - before).isEqualTo(30);
        for (SignedMessage message : messages) {
            assertThat(scheme.verify(message.publicKey(), message.message(), message.signature()))
                    .isFalse();
        }
        assertThat(reference.calls.get() - before).isEqualTo(60);
    }

    @Test
    void shouldAcceptAnXAboveTheOrder() {
        // a point with n ≤ x < p as sum, a key that reaches it, and a hash that makes r = e + x − n
        BigInteger x = N;
        ECPoint target = null;
        while (target == null) {
            x = x.add(BigInteger.ONE);
            BigInteger right =
                    x.pow(3).add(Sm2Curve.A.multiply(x)).add(Sm2Curve.B).mod(P);
            BigInteger y = right.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
            if (y.multiply(y).mod(P).equals(right)) {
                target = GENERATOR.getCurve().createPoint(x, y);
            }
        }
        BigInteger digest = new BigInteger("123456789abcdef", 16);
        BigInteger r = digest.add(x).mod(N);
        BigInteger s = BigInteger.valueOf(987654321);
        ECPoint key = target.subtract(GENERATOR.multiply(s))
                .multiply(r.add(s).modInverse(N))
                .normalize();
        FastSm2 withFixedHash = new FastSm2(parts -> DeterministicNonce.bytes(digest), reference);
        byte[] publicKey = key.getEncoded(false);
        byte[] signature = Sm2Cases.join(r, s);
        byte[] altered = Sm2Cases.join(r.add(BigInteger.ONE), s);
        for (int i = 0; i < KnownKeys.APPEARANCES; i++) {
            withFixedHash.verify(publicKey, new byte[0], signature);
        }
        assertThat(withFixedHash.verify(publicKey, new byte[0], signature)).isTrue();
        assertThat(withFixedHash.verify(publicKey, new byte[0], altered)).isFalse();
        List<SignedMessage> messages =
                new ArrayList<>(Collections.nCopies(20, new SignedMessage(publicKey, new byte[0], signature)));
        messages.set(9, new SignedMessage(publicKey, new byte[0], altered));
        boolean[] verdicts = withFixedHash.verifyAll(messages);
        for (int i = 0; i < verdicts.length; i++) {
            assertThat(verdicts[i]).isEqualTo(i != 9);
        }
    }

    @Test
    void shouldRefuseTheSecondFormOfASmallNumber() {
        // r = 7 and s = 5 by a key made for them; 7 + n and 5 + n are the same numbers mod n and still fit 32 bytes
        BigInteger r = BigInteger.valueOf(7);
        BigInteger s = BigInteger.valueOf(5);
        BigInteger k = BigInteger.valueOf(1_000_003);
        BigInteger x = GENERATOR.multiply(k).normalize().getAffineXCoord().toBigInteger();
        BigInteger digest = r.subtract(x).mod(N);
        BigInteger secret = k.subtract(s).multiply(s.add(r).modInverse(N)).mod(N);
        FastSm2 withFixedHash = new FastSm2(parts -> DeterministicNonce.bytes(digest), reference);
        byte[] publicKey = GENERATOR.multiply(secret).normalize().getEncoded(false);
        for (int i = 0; i < KnownKeys.APPEARANCES; i++) {
            withFixedHash.verify(publicKey, new byte[0], Sm2Cases.join(r, s));
        }
        List<SignedMessage> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            messages.add(new SignedMessage(publicKey, new byte[0], Sm2Cases.join(r, s)));
            messages.add(new SignedMessage(publicKey, new byte[0], Sm2Cases.join(r.add(N), s)));
            messages.add(new SignedMessage(publicKey, new byte[0], Sm2Cases.join(r, s.add(N))));
        }
        boolean[] verdicts = withFixedHash.verifyAll(messages);
        for (int i = 0; i < verdicts.length; i++) {
            SignedMessage message = messages.get(i);
            assertThat(verdicts[i]).isEqualTo(i % 3 == 0);
            assertThat(withFixedHash.verify(message.publicKey(), message.message(), message.signature()))
                    .isEqualTo(i % 3 == 0);
        }
    }

    @Test
    void shouldGiveTheSameVerdictsWithATinyCacheFromManyThreads() throws Exception {
        FastSm2 tiny = new FastSm2(Suite.GM.hash(), new BouncyCastleSm2(), 8, 2);
        Sm2Mix mix = new Sm2Mix(9);
        List<SignedMessage> messages = mix.next(300);
        boolean[] expected = new BouncyCastleSm2().verifyAll(messages);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Callable<boolean[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                List<SignedMessage> slice = messages.subList(i * 10, 300);
                tasks.add(() -> tiny.verifyAll(slice));
            }
            int from = 0;
            for (Future<boolean[]> future : executor.invokeAll(tasks)) {
                assertThat(future.get()).isEqualTo(Arrays.copyOfRange(expected, from, 300));
                from += 10;
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void shouldKeepNoMoreTablesThanAllowed() {
        KnownKeys keys = new KnownKeys(Suite.GM.hash(), 10, 3);
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 5; i++) {
                keys.find(scheme.signer(Sm2Cases.seed(i)).publicKey());
            }
            keys.find(new byte[65]);
            keys.find(new byte[0]);
        }
        assertThat(keys.size()).isEqualTo(3);
        assertThat(keys.find(new byte[65])).isNull();
    }

    private void warmUp(List<SignedMessage> messages) {
        for (int i = 0; i < KnownKeys.APPEARANCES; i++) {
            for (SignedMessage message : messages) {
                scheme.verify(message.publicKey(), message.message(), message.signature());
            }
        }
    }

    /** The signer of a chosen secret number. */
    private Signer signerOf(BigInteger secret) {
        return scheme.signer(DeterministicNonce.bytes(secret.subtract(BigInteger.ONE)));
    }

    /** The digit of the window as {@link PointTable} defines it. */
    private static BigInteger digit(BigInteger k, int width, int window) {
        BigInteger odd = k.testBit(0) ? k : N.subtract(k);
        BigInteger rest = odd.shiftRight(width * window + 1);
        return window == PointTable.windows(width) - 1
                ? rest.shiftLeft(1).add(BigInteger.ONE)
                : rest.mod(BigInteger.ONE.shiftLeft(width))
                        .shiftLeft(1)
                        .add(BigInteger.ONE)
                        .subtract(BigInteger.ONE.shiftLeft(width));
    }
}
