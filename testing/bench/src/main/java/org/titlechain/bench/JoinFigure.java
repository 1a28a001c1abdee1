package org.titlechain.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.titlechain.cometbft.Network;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.MemberNode;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Checkpoint;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/**
 * How long an empty member takes to join a chain over CometBFT: by the state of three members, and by their blocks. All
 * of them are on this machine, so whoever joins shares the processors with those that give.
 */
final class JoinFigure implements Figure {
    private static final int MEMBERS = 3;
    private static final int UNITS_IN_AN_ENTRY = 500;
    private static final int UNDER_WAY = 32;

    @Override
    public String name() {
        return "join";
    }

    @Override
    public String description() {
        return "an empty member joins three over CometBFT at --units, by their state and by all blocks; with --members"
                + " 1 from one member and without a network";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--units", "--replay-seconds", "--members"));
        int units = options.number("--units", 1_000_000);
        int patience = options.number("--replay-seconds", 120);
        if (options.number("--members", MEMBERS) == 1) {
            JoinWithoutNetwork.run(units, patience, out);
            return;
        }
        Path folder = Files.createTempDirectory("titlechain-join");
        List<JoinMember> members = new ArrayList<>();
        try {
            Network network = BareNetwork.found(folder, MEMBERS);
            for (int i = 0; i < MEMBERS; i++) {
                members.add(JoinMember.validator(folder, network, i));
            }
            found(members.getFirst().node());
            fill(members.getFirst().node(), units, out);
            await(members, members.getFirst().node().status().height());
            double state = join(folder, network, members, out);
            replay(folder, network, members, units, patience, state, out);
        } finally {
            for (JoinMember member : members.reversed()) {
                member.close();
            }
            TemporaryFolder.delete(folder);
        }
    }

    private static void found(MemberNode node) {
        List<Genesis.Member> founders = new ArrayList<>();
        for (int i = 0; i < MEMBERS + 2; i++) {
            founders.add(
                    new Genesis.Member("member" + i, TestEntries.signer(1 + i).publicKey(), "member" + i));
        }
        Entry genesis = new Genesis(TestEntries.CHAIN, Suite.GM, 1, founders, List.of()).entry(TestEntries.signer(0));
        node.submit(genesis).join();
    }

    /** Units in entries of many commands, one command a unit. */
    static void fill(MemberNode node, int units, PrintStream out) {
        Took.Clock clock = Took.start();
        Deque<CompletableFuture<?>> underWay = new ArrayDeque<>();
        String content = "x".repeat(500);
        for (int begin = 0; begin < units; begin += UNITS_IN_AN_ENTRY) {
            long[] numbers = new long[Math.min(UNITS_IN_AN_ENTRY, units - begin)];
            long first = begin;
            Arrays.setAll(numbers, i -> first + i);
            underWay.add(node.submit(TestEntries.entry(
                    begin,
                    Arrays.stream(numbers)
                            .mapToObj(number -> TestContract.put(content, number))
                            .toList())));
            if (underWay.size() >= UNDER_WAY) {
                underWay.remove().join();
            }
        }
        underWay.forEach(CompletableFuture::join);
        out.printf(Locale.ROOT, "%d units after %.0f s%n", units, clock.stop().seconds());
    }

    private static void await(List<JoinMember> members, long height) throws InterruptedException {
        for (JoinMember member : members) {
            while (member.node().status().height() < height) {
                member.node().awaitLogSize(member.node().status().logSize(), Duration.ofMillis(50));
            }
        }
    }

    private static double join(Path folder, Network network, List<JoinMember> members, PrintStream out)
            throws Exception {
        MemberNode first = members.getFirst().node();
        Took.Clock clock = Took.start();
        JoinMember joined = JoinMember.byState(folder, network, MEMBERS, members);
        members.add(joined);
        await(List.of(joined), first.status().height());
        double seconds = clock.stop().seconds();
        requireSame(first, joined.node());
        out.printf(
                Locale.ROOT,
                "by state: %.1f s, %.0f MB moved, load average %.1f%n",
                seconds,
                joined.received() / 1e6,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        return seconds;
    }

    private static void replay(
            Path folder,
            Network network,
            List<JoinMember> members,
            int units,
            int patience,
            double state,
            PrintStream out)
            throws Exception {
        MemberNode first = members.getFirst().node();
        long start = System.nanoTime();
        JoinMember replayed = JoinMember.byBlocks(folder, network, MEMBERS + 1);
        members.add(replayed);
        long size = first.status().logSize();
        while (replayed.node().status().logSize() < size && System.nanoTime() - start < patience * 1_000_000_000L) {
            replayed.node().awaitLogSize(replayed.node().status().logSize(), Duration.ofMillis(50));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long done = replayed.node().status().logSize();
        double whole = seconds * size / Math.max(1, done);
        out.printf(
                Locale.ROOT,
                "by blocks: %d of %d commands in %.1f s, %.0f/s%s%n",
                done,
                size,
                seconds,
                done / seconds,
                done < size ? String.format(Locale.ROOT, "; all of them at that rate: %.0f s", whole) : "");
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"join\",\"units\":%d,\"stateSeconds\":%.1f,\"blocksSeconds\":%.0f,\"extrapolated\":%b}%n",
                units,
                state,
                whole,
                done < size);
    }

    private static void requireSame(MemberNode first, MemberNode joined) {
        String wanted = Checkpoint.parse(first.checkpoint()).checkpoint().body();
        String found = Checkpoint.parse(joined.checkpoint()).checkpoint().body();
        if (!wanted.equals(found)) {
            throw new IllegalStateException("the joined member has other roots");
        }
    }
}
