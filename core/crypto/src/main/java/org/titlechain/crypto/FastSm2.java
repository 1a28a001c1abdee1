package org.titlechain.crypto;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * SM2 signatures in plain Java, several times as fast as the reference for keys that were seen before: precomputed
 * multiples of the generator and of each known key, so that there is nothing to double, and for many signatures
 * together affine additions that share their inversions.
 *
 * <p>Every verdict is that of the reference. Unknown keys and the cases that the fast formulas do not cover go to the
 * reference itself. Instances share nothing but the tables of the generator; any thread may call one.
 *
 * <p><b>Side channels.</b> Verification handles public values only. Signing takes the multiples of k from a table at
 * places that depend on k: the sequence of operations is always the same, but whoever can watch the processor's caches
 * from the same machine might learn bits of k, and of the key. The numbers of BigInteger are not constant-time either.
 * It is meant for node keys on machines that run nothing else; keys that need more belong in a device behind
 * {@link Signer}.
 */
final class FastSm2 implements SignatureScheme {
    /** Claims computed together: enough to share an inversion, few enough for the workspace to stay in the cache. */
    static final int BATCH = 64;
    /** Below this many claims, inversions cost more than they save. */
    private static final int SMALLEST_BATCH = 8;

    private static final int COUNTED_KEYS = 4096;
    private static final int KEPT_KEYS = 128;

    private final HashFunction hash;
    private final SignatureScheme reference;
    private final KnownKeys keys;
    private final AtomicReference<@Nullable SumTrees> spareTrees = new AtomicReference<>();

    FastSm2(HashFunction hash, SignatureScheme reference) {
        this(hash, reference, COUNTED_KEYS, KEPT_KEYS);
    }

    FastSm2(HashFunction hash, SignatureScheme reference, int countedKeys, int keptKeys) {
        this.hash = hash;
        this.reference = reference;
        this.keys = new KnownKeys(hash, countedKeys, keptKeys);
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        KnownKey key = keys.find(publicKey);
        if (key == null) {
            return reference.verify(publicKey, message, signature);
        }
        Sm2Claim claim = Sm2Claim.of(hash, key.identity(), message, signature);
        return claim != null && holds(claim, key, new SignedMessage(publicKey, message, signature));
    }

    @Override
    public boolean[] verifyAll(List<SignedMessage> messages) {
        boolean[] verdicts = new boolean[messages.size()];
        Batch batch = new Batch(messages, verdicts);
        for (int i = 0; i < verdicts.length; i++) {
            SignedMessage message = messages.get(i);
            KnownKey key = keys.find(message.publicKey());
            if (key == null) {
                verdicts[i] = reference.verify(message.publicKey(), message.message(), message.signature());
            } else {
                Sm2Claim claim = Sm2Claim.of(hash, key.identity(), message.message(), message.signature());
                if (claim != null) {
                    batch.add(i, claim, key);
                }
            }
        }
        batch.judge();
        return verdicts;
    }

    @Override
    public Signer signer(byte[] seed) {
        BigInteger secret = Sm2Signing.secret(seed);
        RunningPoint point = generatorTimes(Sm2Words.of(secret));
        byte[] publicKey = point.isExceptional()
                ? reference.signer(seed).publicKey()
                : Sm2Point.encode(Sm2Words.number(point.x()), Sm2Words.number(point.y()));
        return new Sm2Signing(hash, secret, publicKey, FastSm2::generatorTimesX);
    }

    /** The affine x of kG for k in 1 … n − 1. */
    static BigInteger generatorTimesX(BigInteger k) {
        RunningPoint point = generatorTimes(Sm2Words.of(k));
        return point.isExceptional() ? BouncyCastleSm2.generatorTimes(k) : Sm2Words.number(point.x());
    }

    private static RunningPoint generatorTimes(long[] k) {
        PointTable generator = GeneratorTables.small();
        long[] points = new long[generator.windows() * PointTable.POINT];
        generator.select(k, points, 0);
        return sum(points);
    }

    private static RunningPoint sum(long[] points) {
        RunningPoint sum = new RunningPoint();
        sum.set(points, 0);
        for (int at = PointTable.POINT; at < points.length; at += PointTable.POINT) {
            sum.addPoint(points, at);
        }
        return sum;
    }

    private boolean holds(Sm2Claim claim, KnownKey key, SignedMessage message) {
        PointTable generator = GeneratorTables.small();
        long[] points = new long[(generator.windows() + key.table().windows()) * PointTable.POINT];
        generator.select(claim.s(), points, 0);
        key.table().select(claim.t(), points, generator.windows() * PointTable.POINT);
        RunningPoint sum = sum(points);
        if (sum.isExceptional()) {
            return reference.verify(message.publicKey(), message.message(), message.signature());
        }
        return sum.hasX(claim.x()) || (Sm2Scalars.hasSecond(claim.x()) && sum.hasX(Sm2Scalars.second(claim.x())));
    }

    /** Claims of one call that are waiting to be judged together. */
    private final class Batch {
        private final List<SignedMessage> messages;
        private final boolean[] verdicts;
        private final int[] indexes = new int[BATCH];
        private final Sm2Claim[] claims = new Sm2Claim[BATCH];
        private final KnownKey[] known = new KnownKey[BATCH];
        private int count;

        Batch(List<SignedMessage> messages, boolean[] verdicts) {
            this.messages = messages;
            this.verdicts = verdicts;
        }

        void add(int index, Sm2Claim claim, KnownKey key) {
            indexes[count] = index;
            claims[count] = claim;
            known[count] = key;
            count++;
            if (count == BATCH) {
                judge();
            }
        }

        void judge() {
            if (count < SMALLEST_BATCH) {
                for (int i = 0; i < count; i++) {
                    verdicts[indexes[i]] = holds(claims[i], known[i], messages.get(indexes[i]));
                }
            } else {
                judgeTogether();
            }
            count = 0;
        }

        private void judgeTogether() {
            SumTrees spare = spareTrees.getAndSet(null);
            SumTrees trees = spare == null ? new SumTrees(GeneratorTables.large(), BATCH) : spare;
            trees.clear();
            for (int i = 0; i < count; i++) {
                trees.add(claims[i], known[i].table());
            }
            trees.sum();
            for (int i = 0; i < count; i++) {
                SignedMessage message = messages.get(indexes[i]);
                verdicts[indexes[i]] = trees.isExceptional(i)
                        ? reference.verify(message.publicKey(), message.message(), message.signature())
                        : Sm2Scalars.isCongruent(trees.x(i), claims[i].x());
            }
            spareTrees.set(trees);
        }
    }
}
