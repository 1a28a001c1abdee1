package org.titlechain.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.MemberNode;
import org.titlechain.kernel.Snapshot;
import org.titlechain.kernel.SnapshotJoin;
import org.titlechain.kernel.SnapshotSource;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/** What joining by state costs beside the network: reading, making, verifying and storing chunks; and a replay. */
final class JoinWithoutNetwork {
    private JoinWithoutNetwork() {}

    static void run(int units, int patience, PrintStream out) throws Exception {
        Path folder = Files.createTempDirectory("titlechain-join");
        Path first = Files.createDirectories(folder.resolve("first"));
        try (BenchChain chain = BenchChain.open(first)) {
            JoinFigure.fill(chain.node(), units, out);
            Took read = read(chain, out);
            Took joined = join(chain, folder.resolve("second"), out);
            double blocks = replay(chain, folder.resolve("third"), patience, out);
            out.printf(
                    Locale.ROOT,
                    "{\"figure\":\"join\",\"members\":1,\"units\":%d,\"readCpuSeconds\":%.1f,\"stateSeconds\":%.1f,"
                            + "\"stateCpuSeconds\":%.1f,\"blocksSeconds\":%.0f,\"load\":%.1f}%n",
                    units,
                    read.cpuSeconds(),
                    joined.seconds(),
                    joined.cpuSeconds(),
                    blocks,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    /** Finds the ends of the chunks, which is done once. */
    private static Took read(BenchChain chain, PrintStream out) {
        Took.Clock clock = Took.start();
        Snapshot snapshot =
                chain.node().snapshots().at(chain.node().status().height()).orElseThrow();
        Took took = clock.stop();
        out.printf(
                Locale.ROOT,
                "ends of %d chunks found in %.1f s, %.1f s of processor time%n",
                snapshot.chunks(),
                took.seconds(),
                took.cpuSeconds());
        return took;
    }

    private static Took join(BenchChain chain, Path state, PrintStream out) throws Exception {
        SnapshotSource source = chain.node().snapshots();
        Snapshot snapshot = source.at(chain.node().status().height()).orElseThrow();
        long bytes = 0;
        Took.Clock clock = Took.start();
        try (SnapshotJoin join = SnapshotJoin.begin(state, snapshot)) {
            for (int i = 0; i < snapshot.chunks(); i++) {
                byte[] chunk = source.chunk(snapshot, i);
                bytes += chunk.length;
                join.take(i, chunk);
            }
            join.finish(List.of(chain.node().checkpoint()), "joining", TestEntries.signer(2));
        }
        try (MemberNode member = open(chain, state)) {
            if (member.status().height() != chain.node().status().height()) {
                throw new IllegalStateException("the joined member is at another height");
            }
        }
        Took took = clock.stop();
        out.printf(
                Locale.ROOT,
                "by state: %.1f s, %.1f s of processor time with making the chunks, %.0f MB%n",
                took.seconds(),
                took.cpuSeconds(),
                bytes / 1e6);
        return took;
    }

    private static MemberNode open(BenchChain chain, Path state) throws IOException {
        return MemberNode.open(
                new MemberNode.Options(TestEntries.CHAIN, Suite.GM, "joining", TestEntries.signer(2), state, 1),
                chain.engine(),
                new TestContract(new TitleChainContract(Suite.GM.hash())));
    }

    private static double replay(BenchChain chain, Path state, int patience, PrintStream out) throws Exception {
        long size = chain.node().status().logSize();
        Took.Clock clock = Took.start();
        long end = System.nanoTime() + patience * 1_000_000_000L;
        try (MemberNode member = open(chain, state)) {
            while (member.status().logSize() < size && System.nanoTime() < end) {
                member.awaitLogSize(member.status().logSize(), Duration.ofMillis(50));
            }
            Took took = clock.stop();
            long done = member.status().logSize();
            out.printf(
                    Locale.ROOT,
                    "by blocks: %d of %d commands in %.1f s, %.1f s of processor time%n",
                    done,
                    size,
                    took.seconds(),
                    took.cpuSeconds());
            return took.seconds() * size / Math.max(1, done);
        }
    }
}
