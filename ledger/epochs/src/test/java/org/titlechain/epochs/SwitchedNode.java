package org.titlechain.epochs;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.LedgerEngine;

/**
 * A process of its own that writes and leads its chain from engine to engine, until it dies at the named moment of a
 * change; what was acknowledged is printed.
 */
final class SwitchedNode {
    private static final int CLIENTS = 3;
    private static final int WRITTEN_BEFORE = 10;

    private final long dying;
    private final String moment;
    private final AtomicInteger written = new AtomicInteger();
    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);

    private SwitchedNode(long dying, String moment) {
        this.dying = dying;
        this.moment = moment;
    }

    /** Folder, number of the change, moment to die at or {@code none}, first number of entries, then EVM settings. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = Map.of("node", arguments[4], "place", arguments[5], "account", arguments[6]);
        new SwitchedNode(Long.parseLong(arguments[1]), arguments[2])
                .run(Path.of(arguments[0]), Long.parseLong(arguments[3]), settings);
        System.exit(0);
    }

    private void run(Path folder, long firstEntry, Map<String, String> settings) throws Exception {
        TestMember member = TestMember.open(folder, engines(new TestEngines(folder)), this::watched);
        for (int i = 0; i < CLIENTS; i++) {
            long from = firstEntry + 10_000L * i;
            Thread.ofPlatform().daemon().start(() -> write(member, from));
        }
        // A chain that is frozen takes nothing until the change is finished.
        while (written.get() < WRITTEN_BEFORE && !member.engine.isFrozen()) {
            LockSupport.parkNanos(1_000_000);
        }
        // A change that the process before had begun is finished first.
        for (long number = Math.max(1, dying - 1); number <= dying; number++) {
            String kind = number % 2 == 1 ? "evm" : "embedded";
            if (member.file.epochs().getLast().number() > number) {
                continue;
            }
            member.prepare(kind, settings);
            dieAt(number, "prepared");
            if (!member.engine.isFrozen()) {
                member.propose(kind, number);
            }
            dieAt(number, "frozen");
            member.ready(number);
            member.submit(TestMember.put(firstEntry + 9_000 + number));
            dieAt(number, "gone-over");
        }
        LockSupport.parkNanos(200_000_000);
        synchronized (out) {
            out.println("end");
            out.flush();
        }
    }

    private void write(TestMember member, long from) {
        for (long number = from; ; number++) {
            member.submit(TestMember.put(number));
            synchronized (out) {
                out.println(number);
                out.flush();
                written.incrementAndGet();
            }
        }
    }

    private void dieAt(long number, String name) {
        if (number == dying && name.equals(moment)) {
            Runtime.getRuntime().halt(9);
        }
    }

    private Engines engines(Engines real) {
        return new Engines() {
            @Override
            public LedgerEngine open(Epoch epoch) throws IOException {
                dieAt(epoch.number() - 1, "noted");
                LedgerEngine engine = real.open(epoch);
                dieAt(epoch.number() - 1, "opened");
                return engine;
            }

            @Override
            public Past openPast(Epoch epoch) throws IOException {
                return real.openPast(epoch);
            }
        };
    }

    /** Dies when the chain has decided to go over and the member has not noted it. */
    private Course watched(Course course) {
        return new Course() {
            @Override
            public long height() {
                return course.height();
            }

            @Override
            public long time() {
                return course.time();
            }

            @Override
            public byte[] root() {
                return course.root();
            }

            @Override
            public Binding after(long height) {
                Binding binding = course.after(height);
                dieAt(binding.epoch() - 1, "decided");
                return binding;
            }

            @Override
            public boolean isDecided(byte[] entryId) {
                return course.isDecided(entryId);
            }

            @Override
            public boolean countsWhileFrozen(Entry entry) {
                return course.countsWhileFrozen(entry);
            }
        };
    }
}
