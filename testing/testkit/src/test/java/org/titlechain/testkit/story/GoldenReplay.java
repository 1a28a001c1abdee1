package org.titlechain.testkit.story;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.testkit.story.Register.Told;

/**
 * Replays the recorded chains in a process of its own and says what came of it: one digest that takes in every change
 * of every command in order, so that two processes which differ after any command differ in the end; then the summary.
 */
final class GoldenReplay {
    private static final HashFunction HASH = Suite.GM.hash();

    private GoldenReplay() {}

    public static void main(String[] arguments) throws IOException {
        // In ASCII whatever the process thinks its terminal speaks.
        new PrintStream(System.out, true, StandardCharsets.US_ASCII).print(report());
    }

    static String report() throws IOException {
        return report(1) + report(2) + report(5);
    }

    private static String report(int version) throws IOException {
        List<Told> chain = GoldenChainTest.read(version);
        Register register = Register.replayed(chain);
        byte[] digest = new byte[32];
        for (Told told : register.ledger()) {
            digest = HASH.hash(digest, CanonicalEncoder.encode(decision(told)));
        }
        return "after every command " + HexFormat.of().formatHex(digest) + "\n" + GoldenChainTest.summary(register);
    }

    private static Value decision(Told told) {
        return switch (told.decision()) {
            case Accepted accepted -> {
                Map<String, MapValue> changes = new TreeMap<>();
                for (Change change : accepted.changes()) {
                    changes.put(change.key(), change.value());
                }
                var map = Value.map();
                changes.forEach(map::put);
                yield Value.map()
                        .put("result", accepted.result())
                        .put("changes", map.build())
                        .build();
            }
            case Refused refused ->
                Value.map()
                        .put("code", refused.code())
                        .put("facts", refused.facts())
                        .build();
        };
    }
}
