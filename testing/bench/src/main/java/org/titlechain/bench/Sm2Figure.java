package org.titlechain.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.titlechain.crypto.SignatureScheme;
import org.titlechain.crypto.SignatureScheme.SignedMessage;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Sm2Implementation;

/**
 * SM2 of ours against BouncyCastle (its fast curve), on one thread. With {@code --differential N} instead the verdicts
 * of both on N signatures, of which about half are valid; one that differs is an error.
 */
final class Sm2Figure implements Figure {
    private static final double REQUIRED = 4;
    private static final int KEYS = 8;
    private static final int MESSAGE_BYTES = 400;
    private static final int DIFFERENTIAL_SLICE = 1000;
    private static final String BLOCK = "verify, block of known keys";
    private static final String KNOWN = "verify, one by a known key";
    private static final String UNKNOWN = "verify, one by a new key";
    private static final String SIGN = "sign";
    private static final String REFERENCE = "BouncyCastle: verify";
    private static final String REFERENCE_SIGN = "BouncyCastle: sign";

    @Override
    public String name() {
        return "sm2";
    }

    @Override
    public String description() {
        return "SM2 verification and signing against BouncyCastle, one thread; --differential N compares verdicts";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        Options options =
                new Options(arguments, List.of("--block", "--rounds", "--slice-ms", "--differential", "--seed"));
        int differential = options.number("--differential", 0);
        if (differential > 0) {
            compare(differential, options.number("--seed", 1), out);
        } else {
            int sliceMillis = options.number("--slice-ms", 400);
            measure(options.number("--block", 128), sliceMillis, options.number("--rounds", 9), out);
        }
    }

    private static void measure(int block, int sliceMillis, int rounds, PrintStream out) {
        SignatureScheme fast = Sm2Implementation.FAST.scheme();
        SignatureScheme reference = Sm2Implementation.REFERENCE.scheme();
        List<SignedMessage> messages = block(fast, block);
        SignedMessage one = messages.getFirst();
        Signer signer = fast.signer(seed(0));
        Signer referenceSigner = reference.signer(seed(0));
        List<SignedMessage> strangers = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            Signer stranger = fast.signer(seed(1000 + i));
            strangers.add(new SignedMessage(stranger.publicKey(), one.message(), stranger.sign(one.message())));
        }
        int[] next = {0};
        int few = Math.min(block, 8);
        Rates rates = new Rates(sliceMillis, 4, rounds)
                .add(REFERENCE, few, () -> require(reference.verifyAll(messages.subList(0, few))))
                .add(BLOCK, block, () -> require(fast.verifyAll(messages)))
                .add(KNOWN, 1, () -> require(fast.verify(one.publicKey(), one.message(), one.signature())))
                .add(UNKNOWN, 1, () -> {
                    // a scheme of its own now and then, so that the keys stay new
                    SignedMessage stranger = strangers.get(next[0]++ % strangers.size());
                    SignatureScheme scheme = Sm2Implementation.FAST.scheme();
                    require(scheme.verify(stranger.publicKey(), stranger.message(), stranger.signature()));
                })
                .add(REFERENCE_SIGN, 1, () -> require(referenceSigner.sign(one.message()).length == 64))
                .add(SIGN, 1, () -> require(signer.sign(one.message()).length == 64))
                .run();
        out.printf(Locale.ROOT, "%-32s %14s %12s%n", "one thread", "per second", "µs each");
        for (String name : List.of(REFERENCE, UNKNOWN, KNOWN, BLOCK, REFERENCE_SIGN, SIGN)) {
            out.printf(Locale.ROOT, "%-32s %,14.0f %12.1f%n", name, rates.perSecond(name), 1e6 / rates.perSecond(name));
        }
        double ratio = rates.ratio(BLOCK, REFERENCE);
        out.printf(Locale.ROOT, "a block of %d: %.1f times BouncyCastle, required %.0f%n", block, ratio, REQUIRED);
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"sm2\",\"block\":%d,\"blockPerSecond\":%.0f,\"knownPerSecond\":%.0f,"
                        + "\"newPerSecond\":%.0f,\"referencePerSecond\":%.0f,\"signPerSecond\":%.0f,"
                        + "\"referenceSignPerSecond\":%.0f,"
                        + "\"ratio\":%.2f,\"signRatio\":%.2f,\"required\":%.0f,\"met\":%b}%n",
                block,
                rates.perSecond(BLOCK),
                rates.perSecond(KNOWN),
                rates.perSecond(UNKNOWN),
                rates.perSecond(REFERENCE),
                rates.perSecond(SIGN),
                rates.perSecond(REFERENCE_SIGN),
                ratio,
                rates.ratio(SIGN, REFERENCE_SIGN),
                REQUIRED,
                ratio >= REQUIRED);
    }

    private static void compare(int count, long seed, PrintStream out) {
        SignatureScheme fast = Sm2Implementation.FAST.scheme();
        SignatureScheme reference = Sm2Implementation.REFERENCE.scheme();
        SignatureMix mix = new SignatureMix(fast, seed);
        int valid = 0;
        for (int done = 0; done < count; done += DIFFERENTIAL_SLICE) {
            List<SignedMessage> messages = mix.next(Math.min(DIFFERENTIAL_SLICE, count - done));
            boolean[] together = fast.verifyAll(messages);
            for (int i = 0; i < together.length; i++) {
                SignedMessage message = messages.get(i);
                boolean expected = reference.verify(message.publicKey(), message.message(), message.signature());
                boolean alone = fast.verify(message.publicKey(), message.message(), message.signature());
                if (together[i] != expected || alone != expected) {
                    throw new IllegalStateException("verdicts differ on signature " + (done + i) + " of seed " + seed
                            + ": reference " + expected + ", alone " + alone + ", together " + together[i]);
                }
                valid += expected ? 1 : 0;
            }
            if (done % (100 * DIFFERENTIAL_SLICE) == 0) {
                out.printf(Locale.ROOT, "%,d of %,d%n", done + together.length, count);
            }
        }
        out.printf(Locale.ROOT, "%,d signatures, %,d valid: equal verdicts, alone and together%n", count, valid);
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"sm2\",\"differential\":%d,\"seed\":%d,\"valid\":%d,\"different\":0}%n",
                count,
                seed,
                valid);
    }

    private static List<SignedMessage> block(SignatureScheme scheme, int count) {
        List<Signer> signers = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            signers.add(scheme.signer(seed(i)));
        }
        List<SignedMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] message = new byte[MESSAGE_BYTES];
            message[0] = (byte) i;
            message[1] = (byte) (i >>> 8);
            Signer signer = signers.get(i % KEYS);
            messages.add(new SignedMessage(signer.publicKey(), message, signer.sign(message)));
        }
        return messages;
    }

    private static byte[] seed(int number) {
        byte[] seed = new byte[32];
        for (int i = 0; i < 32; i++) {
            seed[i] = (byte) (i + (number >>> 8 * (i % 2)));
        }
        return seed;
    }

    private static void require(boolean... verdicts) {
        for (boolean verdict : verdicts) {
            if (!verdict) {
                throw new IllegalStateException("a good signature was refused");
            }
        }
    }
}
