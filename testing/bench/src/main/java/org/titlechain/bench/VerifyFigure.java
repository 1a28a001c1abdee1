package org.titlechain.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.tree.StateTree;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.StateProof;
import org.titlechain.proof.TitleProof;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;

/**
 * Offline verification of a title proof from its bytes and the trust file's bytes, warm, on one thread, against its
 * bare parts: one verification of the signature and the hashes of the sheet and the path.
 */
final class VerifyFigure implements Figure {
    private static final Suite SUITE = Suite.GM;
    private static final String UNIT = "999901001001GB00001F00010001";
    private static final double LIMIT_MICROS = 2_000;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String description() {
        return "offline verification of a title proof, warm, against one signature and its hashes";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) {
        Options options = new Options(arguments, List.of("--keys", "--rounds", "--slice-ms"));
        int keys = options.number("--keys", 1_000_000);
        HashFunction hash = SUITE.hash();
        byte[] sheet = sheet();
        byte[] place = hash.hash(("unit/" + UNIT).getBytes(StandardCharsets.UTF_8));
        StateTree tree = new SampleTree(keys).load(hash);
        tree.apply(new byte[][] {place}, new byte[][] {hash.hash(sheet)});
        StateProof path = tree.prove(place);
        byte[] seed = SampleTree.bytes(7);
        Signer signer = SUITE.signatures().signer(seed);
        Checkpoint checkpoint =
                new Checkpoint("example", SUITE, 1000, 1_763_700_000_000L, 5_000_000, new byte[32], tree.root());
        String text = checkpoint.sign("registry", signer).text();
        byte[] file = new TitleProof(UNIT, Optional.of(sheet), path, text).encode();
        byte[] trust = new TrustedMembers(
                        "example", SUITE, 1, List.of(new TrustedMembers.Member("registry", signer.publicKey())))
                .text()
                .getBytes(StandardCharsets.UTF_8);
        byte[] input = checkpoint.signingInput();
        byte[] signature = Checkpoint.parse(text).signatures().getFirst().signature();
        byte[] key = signer.publicKey();
        Rates rates = new Rates(options.number("--slice-ms", 300), 4, options.number("--rounds", 9))
                .add("verify", 1, () -> require(Verifier.verifyFile(file, trust) instanceof Verdict.Valid))
                .add("parts", 1, () -> {
                    require(SUITE.signatures().verify(key, input, signature));
                    byte[] root = path.rootIfPresent(hash, place, hash.hash(sheet));
                    require(root[0] == checkpoint.stateRoot()[0]);
                })
                .run();
        double micros = 1e6 / rates.perSecond("verify");
        out.printf(
                Locale.ROOT,
                "title proof of %,d bytes, %d siblings, %,d keys in the register%n"
                        + "verified from its bytes: %.1f µs (limit %.0f); signature and hashes alone: %.1f µs%n",
                file.length,
                path.siblings().size(),
                keys,
                micros,
                LIMIT_MICROS,
                1e6 / rates.perSecond("parts"));
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"verify\",\"micros\":%.1f,\"partsMicros\":%.1f,\"ratio\":%.2f,\"withinLimit\":%b}%n",
                micros,
                1e6 / rates.perSecond("parts"),
                rates.ratio("parts", "verify"),
                micros <= LIMIT_MICROS);
    }

    private static byte[] sheet() {
        List<Value> rights = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rights.add(Value.map()
                    .put("id", "TESTCASE" + i)
                    .put("rightType", "4")
                    .put("holder", SampleTree.bytes(i))
                    .put("sealed", SampleTree.bytes(-i))
                    .put("registered", "2025-11-21T12:40:00")
                    .build());
        }
        return CanonicalEncoder.encode(Value.map()
                .put("schema", 1)
                .put("unit", UNIT)
                .put("rights", Value.list(rights))
                .put("restrictions", Value.list(rights.subList(0, 2)))
                .build());
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("the figure measures something else than it should");
        }
    }
}
