package org.titlechain.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.evm.AccountFile;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.engines.EngineSwitch;
import org.titlechain.server.engines.Wish;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityOptions;
import org.titlechain.testkit.evm.Anvil;

/** A chain changes its engine again and again while messages come: what a client waits for, what is lost or doubled. */
final class SwitchFigure implements Figure {
    private static final List<String> ROUND = List.of("cometbft", "evm", "embedded");
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long BETWEEN = Duration.ofSeconds(2).toNanos();

    @Override
    public String name() {
        return "switch";
    }

    @Override
    public String description() {
        return "changes of engines under registrations: the longest wait of a client, entries lost and doubled";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--switches", "--rate", "--seed"));
        int switches = options.number("--switches", 6);
        int rate = options.number("--rate", 200);
        Path folder = Files.createTempDirectory("titlechain-switch");
        Path data = folder.resolve("node");
        try (Anvil anvil = Anvil.start(folder);
                DataFolder held = DataFolder.open(data);
                Node node = Nodes.open(held, Configuration.read(data, Map.of()));
                EngineSwitch engines = engines(held, node)) {
            Path account = folder.resolve("account");
            anvil.fund(AccountFile.create(account).address());
            engines.begin();
            Load load = new Load(node, rate, options.number("--seed", 7));
            Thread client = Thread.ofPlatform().start(load);
            for (int i = 0; i < switches; i++) {
                LockSupport.parkNanos(BETWEEN);
                String kind = ROUND.get(i % ROUND.size());
                load.begin();
                change(engines, wish(kind, anvil.address().toString(), account));
                LockSupport.parkNanos(BETWEEN);
                out.printf(
                        Locale.ROOT,
                        "%3d %-10s longest wait %6.2f s   longest pause between answers %6.2f s   answered %d%n",
                        i + 1,
                        kind,
                        load.wait.get() / 1e9,
                        load.pause.get() / 1e9,
                        load.answered.size());
            }
            load.ending.set(true);
            client.join();
            print(out, node, load, switches, rate);
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private static EngineSwitch engines(DataFolder held, Node node) {
        return new EngineSwitch(
                held.root(),
                node.suite(),
                node.ledger(),
                node.engine().orElseThrow(),
                new AdministratorKeys(held.root(), node.suite(), node.ledger()),
                EngineSwitch.PATIENCE);
    }

    private static Wish wish(String kind, String address, Path account) {
        boolean evm = kind.equals("evm");
        return new Wish(
                kind,
                evm ? Optional.of(address) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                evm ? Optional.of(account.toString()) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void change(EngineSwitch engines, Wish wish) throws InterruptedException {
        int epochs = engines.engines().engine().epochs().size();
        engines.prepare(wish);
        engines.change(wish.kind());
        long end = System.nanoTime() + LONGEST.toNanos();
        while (engines.engines().engine().epochs().size() == epochs
                || engines.engines().engine().isChanging()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "the chain did not go over to " + wish.kind() + ": " + engines.trouble());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void print(PrintStream out, Node node, Load load, int switches, int rate) {
        long lost = 0;
        long doubled = 0;
        for (String message : load.answered) {
            int versions = node.ledger().history("message/" + message, 0, 3).size();
            lost += versions == 0 ? 1 : 0;
            doubled += versions > 1 ? 1 : 0;
        }
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"switch\",\"switches\":%d,\"rate\":%d,\"answered\":%d,\"perSecond\":%.0f,\"failed\":%d,\"lost\":%d,"
                        + "\"doubled\":%d,\"longestWaitSeconds\":%.2f,\"longestPauseSeconds\":%.2f}%n",
                switches,
                rate,
                load.answered.size(),
                load.answered.size() * 1e9 / (System.nanoTime() - load.began),
                load.failed.get(),
                lost,
                doubled,
                load.worstWait.get() / 1e9,
                load.worstPause.get() / 1e9);
    }

    /** Registrations at a steady rate, each begun when its moment has come and not when the one before was answered. */
    private static final class Load implements Runnable {
        private final Node node;
        private final long interval;
        private final long began = System.nanoTime();
        private final CityGenerator city;
        private final AtomicBoolean ending = new AtomicBoolean();
        private final AtomicLong under = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private final AtomicLong wait = new AtomicLong();
        private final AtomicLong pause = new AtomicLong();
        private final AtomicLong worstWait = new AtomicLong();
        private final AtomicLong worstPause = new AtomicLong();
        private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());
        private final Set<String> answered = ConcurrentHashMap.newKeySet();

        Load(Node node, int rate, int seed) {
            this.node = node;
            this.interval = 1_000_000_000L / rate;
            this.city = new CityGenerator(CityOptions.of(seed, 10_000_000));
        }

        void begin() {
            wait.set(0);
            pause.set(0);
        }

        @Override
        public void run() {
            long next = System.nanoTime();
            while (!ending.get()) {
                next += interval;
                LockSupport.parkNanos(next - System.nanoTime());
                byte[] message = city.next().bytes();
                long asked = System.nanoTime();
                under.incrementAndGet();
                var _ = node.gateway().record(message).whenComplete((recorded, failure) -> {
                    if (failure == null) {
                        note(asked);
                        if (recorded.decision().get("accepted").asBoolean()) {
                            answered.add(recorded.messageId());
                        }
                    } else {
                        failed.incrementAndGet();
                    }
                    under.decrementAndGet();
                });
            }
            while (under.get() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }

        private void note(long asked) {
            long now = System.nanoTime();
            wait.accumulateAndGet(now - asked, Math::max);
            worstWait.accumulateAndGet(now - asked, Math::max);
            long since = now - lastAnswer.getAndSet(now);
            pause.accumulateAndGet(since, Math::max);
            worstPause.accumulateAndGet(since, Math::max);
        }
    }
}
