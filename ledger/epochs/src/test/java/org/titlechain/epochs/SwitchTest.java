package org.titlechain.epochs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.evm.AccountFile;
import org.titlechain.evm.Deployment;
import org.titlechain.evm.EvmSettings.Place;
import org.titlechain.evm.FinalityRule;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.proof.Checkpoint;
import org.titlechain.testkit.evm.Anvil;
import org.titlechain.testkit.ledger.TestContract;

/** A chain goes over to another engine, and back, while it is written to. */
final class SwitchTest {
    @TempDir
    Path folder;

    @Test
    void shouldGoToAnotherEngineAndBackWhileItIsWrittenTo() throws Exception {
        try (Anvil anvil = Anvil.start(folder)) {
            Map<String, String> settings = settings(anvil);
            Path home = Files.createDirectory(folder.resolve("member"));
            List<String> summaries;
            byte[] receipt;
            try (TestMember member = TestMember.open(home)) {
                Load load = new Load(member);
                receipt = member.submit(TestMember.put(1)).receipts().getFirst();
                load.more(40);
                member.goOver("evm", settings, 1);
                load.more(60);
                assertThat(member.engine.status().engine()).isEqualTo("evm");
                member.goOver("embedded", Map.of(), 2);
                load.more(60);
                Map<Long, Outcome> acknowledged = load.end();
                assertThat(member.engine.status().engine()).isEqualTo("embedded");

                // The blocks of the epoch before were served by the member's own archive, so its chain can be gone.
                anvil.kill();
                for (Map.Entry<Long, Outcome> entry : acknowledged.entrySet()) {
                    assertThat(member.node.history(TestContract.key(entry.getKey()), 0, 10))
                            .as("entry " + entry.getKey())
                            .hasSize(1);
                }
                assertThat(member.engine.epochs()).hasSize(3);
                assertThat(load.longestGap()).isLessThan(Duration.ofSeconds(5));
                summaries = summaries(member);
            }
            // The same roots again from nothing but the blocks.
            delete(home.resolve("state"));
            try (TestMember again = TestMember.open(home)) {
                awaitHeight(again, summaries.size());
                // What was on its way when the summaries were read may have made one more block.
                assertThat(summaries(again).subList(0, summaries.size())).isEqualTo(summaries);
                assertThat(again.node.receipt(0)).isPresent();
                assertThat(receipt).isNotEmpty();
            }
        }
    }

    @Test
    void shouldCountEveryEntryAgainWhenTheChainTurnsBack() throws Exception {
        Path home = Files.createDirectory(folder.resolve("member"));
        try (TestMember member = TestMember.open(home)) {
            member.prepare("evm", Map.of());
            member.propose("evm", 1);
            member.submit(TestMember.put(4));
            assertThat(member.engine.isChanging()).isTrue();
            var waiting = member.node.submit(TestMember.put(5));
            member.back(1);
            assertThat(waiting.get(20, TimeUnit.SECONDS).leaves()).hasSize(1);
            assertThat(member.engine.isChanging()).isFalse();
            assertThat(member.engine.epochs()).hasSize(1);
            member.submit(TestMember.put(6));
            assertThat(member.node.history(TestContract.key(5), 0, 10)).hasSize(1);
        }
    }

    @Test
    void shouldWaitForAnEngineThatCannotBeOpenedAndThenGoOn() throws Exception {
        Path home = Files.createDirectory(folder.resolve("member"));
        AtomicBoolean reachable = new AtomicBoolean();
        TestEngines real = new TestEngines(home);
        Engines engines = new Engines() {
            @Override
            public org.titlechain.ledger.LedgerEngine open(Epoch epoch) throws java.io.IOException {
                if (epoch.number() == 2 && !reachable.get()) {
                    throw new java.io.IOException("it is not there yet");
                }
                return real.open(new Epoch(epoch.number(), "embedded", epoch.settings(), epoch.origin()));
            }

            @Override
            public Past openPast(Epoch epoch) throws java.io.IOException {
                return real.openPast(epoch);
            }
        };
        try (TestMember member = TestMember.open(home, engines, course -> course)) {
            member.goOver("other", Map.of(), 1);
            var waiting = member.node.submit(TestMember.put(7));
            assertThat(member.engine.status().accepting()).isTrue();
            assertThat(member.engine.isChanging()).isTrue();
            reachable.set(true);
            assertThat(waiting.get(20, TimeUnit.SECONDS).leaves()).hasSize(1);
            assertThat(member.engine.isChanging()).isFalse();
        }
    }

    private Map<String, String> settings(Anvil anvil) throws Exception {
        Path account = folder.resolve("account");
        anvil.fund(AccountFile.create(account).address());
        Place place =
                Deployment.deploy(anvil.address(), account, FinalityRule.parse("immediate"), Duration.ofSeconds(20));
        return Map.of("node", anvil.address().toString(), "place", place.text(), "account", account.toString());
    }

    /** Each block with its roots, oldest first. */
    static List<String> summaries(TestMember member) {
        List<String> all = new ArrayList<>();
        for (BlockSummary block : member.node.blocks(0, 10_000)) {
            Checkpoint checkpoint = Checkpoint.parse(block.checkpoint()).checkpoint();
            all.addFirst(block.height() + " " + block.time() + " "
                    + java.util.HexFormat.of().formatHex(checkpoint.contentRoot()));
        }
        return all;
    }

    static void awaitHeight(TestMember member, long height) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (member.node.status().height() < height) {
            assertThat(member.node.status().exitCode()).isEmpty();
            assertThat(deadline - System.nanoTime()).isPositive();
            member.node.awaitLogSize(member.node.status().logSize(), Duration.ofMillis(50));
        }
    }

    static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Four clients that write one entry after the other, each with a number of its own. */
    static final class Load {
        private static final int CLIENTS = 4;

        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicLong next = new AtomicLong(1_000);
        private final Map<Long, Outcome> acknowledged = new ConcurrentHashMap<>();
        private final AtomicLong longest = new AtomicLong();
        private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        private final List<Future<?>> work = new ArrayList<>();

        Load(TestMember member) {
            for (int i = 0; i < CLIENTS; i++) {
                work.add(clients.submit(() -> {
                    while (!ended.get()) {
                        long number = next.getAndIncrement();
                        long began = System.nanoTime();
                        acknowledged.put(number, member.submit(TestMember.put(number)));
                        longest.accumulateAndGet(System.nanoTime() - began, Math::max);
                    }
                }));
            }
        }

        /** Waits until so many more were acknowledged. */
        void more(int count) {
            int wanted = acknowledged.size() + count;
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (acknowledged.size() < wanted) {
                assertThat(deadline - System.nanoTime()).as("progress").isPositive();
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
        }

        Duration longestGap() {
            return Duration.ofNanos(longest.get());
        }

        Map<Long, Outcome> end() throws Exception {
            ended.set(true);
            for (Future<?> client : work) {
                client.get(60, TimeUnit.SECONDS);
            }
            clients.shutdown();
            return acknowledged;
        }
    }
}
