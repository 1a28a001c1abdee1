package org.titlechain.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Contract;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** A chain of one member for tests: signer 0 founds it and acts, signer 1 signs checkpoints. */
final class TestChain {
    static final Signer FOUNDER = TestEntries.signer(0);
    static final Signer MEMBER = TestEntries.signer(1);
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));

    static final long VERSION = 1;

    private TestChain() {}

    static Contract contract() {
        return new TestContract(new TitleChainContract(Suite.GM.hash()));
    }

    static MemberNode.Options options(Path folder) {
        return new MemberNode.Options(
                TestEntries.CHAIN, Suite.GM, "registry", MEMBER, folder.resolve("state"), VERSION);
    }

    static MemberNode node(Path folder, LedgerEngine engine) throws IOException {
        return MemberNode.open(options(folder), engine, contract());
    }

    static EmbeddedEngine engine(Path folder) throws IOException {
        return EmbeddedEngine.open(folder.resolve("ledger"), Suite.GM, CLOCK, EmbeddedEngine.Limits.standard());
    }

    static Entry genesis() {
        return new Genesis(
                        TestEntries.CHAIN,
                        Suite.GM,
                        1,
                        List.of(new Genesis.Member("registry", MEMBER.publicKey(), "registry")),
                        List.of(new Genesis.Key(
                                FOUNDER.publicKey(),
                                "administrator",
                                "registry",
                                List.of("administrator", "recorder"),
                                List.of(""))))
                .entry(FOUNDER);
    }

    /** Entry {@code number} with the commands. */
    static Entry entry(long number, MapValue... commands) {
        return TestEntries.entry(number, List.of(commands));
    }

    /** Submits and waits. */
    static Outcome submit(Ledger ledger, Entry entry) {
        return ledger.submit(entry).join();
    }

    /** Removes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        if (java.nio.file.Files.exists(folder)) {
            try (var files = java.nio.file.Files.walk(folder)) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    java.nio.file.Files.delete(file);
                }
            }
        }
    }
}
