package org.titlechain.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Electorate;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.Program;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.MemberNode;
import org.titlechain.ledger.Entry;
import org.titlechain.testkit.ledger.TestContract;
import org.titlechain.testkit.ledger.TestEntries;

/**
 * Committed registrations a second on CometBFT: with members as its application, who verify, decide, store and sign
 * each block, against its own example application that does none of this, on the same validators, with transactions of
 * the same size.
 */
final class CometBftFigure implements Figure {
    private static final Limits LIMITS = Limits.standard();

    @Override
    public String name() {
        return "cometbft";
    }

    @Override
    public String description() {
        return "committed registrations a second on CometBFT, members as its application against kvstore";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--seconds", "--rounds", "--entries", "--validators"));
        int seconds = options.number("--seconds", 10);
        int rounds = options.number("--rounds", 2);
        int validators = options.number("--validators", 4);
        Entry[] entries = new Entry[options.number("--entries", 40_000)];
        out.println("signing " + entries.length + " entries beforehand");
        Arrays.parallelSetAll(entries, BenchChain::registration);
        int transaction = LIMITS.batchEntries() * (entries[0].bytes().length + Integer.BYTES);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Path folder = Files.createTempDirectory("titlechain-cometbft");
            try {
                double bare = bare(folder.resolve("bare"), validators, seconds, transaction);
                double ours = ours(folder.resolve("ours"), validators, seconds, entries);
                ratios.add(ours / bare);
                out.printf(
                        Locale.ROOT,
                        "round %d: kvstore %.0f/s | members %.0f/s | %.2f×, load average %.1f%n",
                        round + 1,
                        bare,
                        ours,
                        ours / bare,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            } finally {
                TemporaryFolder.delete(folder);
            }
        }
        double median = ratios.stream().sorted().toList().get(ratios.size() / 2);
        out.printf(Locale.ROOT, "{\"figure\":\"cometbft\",\"validators\":%d,\"ratio\":%.2f}%n", validators, median);
    }

    /** Entries a second that the example application's network commits, as many to a transaction as ours. */
    private static double bare(Path folder, int validators, int seconds, int size) throws IOException {
        Network network = BareNetwork.found(folder, validators);
        try (BareNetwork bare = BareNetwork.start(folder, network)) {
            long sent = 0;
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            while (System.nanoTime() < end) {
                if (sent - bare.committed() < LIMITS.batchesInFlight()) {
                    for (long room = LIMITS.batchesInFlight() / 2; room > 0; room--) {
                        bare.send(transaction(sent++, size)).join();
                    }
                } else {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
                }
            }
            return bare.committed() * LIMITS.batchEntries() * 1e9 / (System.nanoTime() - start);
        }
    }

    /** A key and a value, no two the same. */
    private static byte[] transaction(long number, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'x');
        byte[] key = (number + "=").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(key, 0, bytes, 0, key.length);
        return bytes;
    }

    private static double ours(Path folder, int validators, int seconds, Entry[] entries) throws Exception {
        Network network = BareNetwork.found(folder, validators);
        List<AutoCloseable> open = new ArrayList<>();
        try {
            MemberNode first = null;
            for (int i = 0; i < validators; i++) {
                CometBftEngine engine = CometBftEngine.open(new CometBftEngine.Options(
                        folder.resolve("member" + i),
                        network,
                        network.validators().get(i).address(),
                        Origin.GENESIS,
                        Electorate.SILENT,
                        0,
                        Program.find(),
                        LIMITS));
                open.addFirst(engine);
                MemberNode node = member(folder.resolve("state" + i), i, engine);
                open.addFirst(node);
                first = first == null ? node : first;
            }
            MemberNode submitting = java.util.Objects.requireNonNull(first);
            submitting.submit(genesis(validators)).join();
            return submit(submitting, seconds, entries);
        } finally {
            for (AutoCloseable each : open) {
                each.close();
            }
        }
    }

    private static MemberNode member(Path state, int number, CometBftEngine engine) throws IOException {
        return MemberNode.open(
                new MemberNode.Options(
                        TestEntries.CHAIN, Suite.GM, "member" + number, TestEntries.signer(1 + number), state, 1),
                engine,
                new TestContract(new TitleChainContract(Suite.GM.hash())));
    }

    private static Entry genesis(int validators) {
        List<Genesis.Member> members = new ArrayList<>();
        for (int i = 0; i < validators; i++) {
            members.add(
                    new Genesis.Member("member" + i, TestEntries.signer(1 + i).publicKey(), "member" + i));
        }
        return new Genesis(TestEntries.CHAIN, Suite.GM, 1, members, List.of()).entry(TestEntries.signer(0));
    }

    private static double submit(MemberNode node, int seconds, Entry[] entries) throws InterruptedException {
        Semaphore room = new Semaphore(LIMITS.batchEntries() * LIMITS.batchesInFlight());
        AtomicLong committed = new AtomicLong();
        int next = 0;
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        while (System.nanoTime() < end && next < entries.length) {
            if (room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                var _ = node.submit(entries[next++]).whenComplete((outcome, failure) -> {
                    committed.addAndGet(failure == null ? 1 : 0);
                    room.release();
                });
            }
        }
        return committed.get() * 1e9 / (System.nanoTime() - start);
    }
}
