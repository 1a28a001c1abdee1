package org.titlechain.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.fabric.FabricConnection;
import org.titlechain.fabric.FabricEngine;
import org.titlechain.fabric.network.FabricNetwork;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.fabric.network.Programs;

/**
 * Entries a second that a channel of Fabric places: in batches, as the driver sends them, against one entry a
 * transaction, on the same network in turn; then the wait of a lone entry. Nothing is decided here: it is the order
 * alone.
 */
final class FabricFigure implements Figure {
    private static final int ENTRY_BYTES = 600;
    private static final int LONE_ENTRIES = 40;
    private static final Limits BATCHED = FabricEngine.limits();
    private static final int UNDER_WAY = BATCHED.batchEntries() * BATCHED.batchesInFlight();

    /** A peer's Gateway takes 500 calls at once. */
    private static final Limits SINGLE = BATCHED.withBatches(BATCHED.entryBytes(), 1, BATCHED.batchBytes(), 400);

    private final Placing placing = new Placing(ENTRY_BYTES);

    @Override
    public String name() {
        return "fabric";
    }

    @Override
    public String description() {
        return "entries a second on a channel of Fabric, in batches against one a transaction (with FABRIC_BIN)";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--seconds", "--rounds", "--bft"));
        int seconds = options.number("--seconds", 5);
        int rounds = options.number("--rounds", 3);
        NetworkPlan plan = options.number("--bft", 0) == 0 ? NetworkPlan.raft() : NetworkPlan.smartBft();
        Optional<Programs> programs = Programs.find();
        if (programs.isEmpty()) {
            out.println("not measured: " + Programs.MISSING);
            return;
        }
        Path folder = Files.createTempDirectory("titlechain-fabric");
        List<Double> ratios = new ArrayList<>();
        try (FabricNetwork network = FabricNetwork.start(programs.get(), folder.resolve("network"), plan)) {
            for (int round = 0; round < rounds; round++) {
                double single = rate(folder.resolve("single" + round), network, SINGLE, seconds);
                double batched = rate(folder.resolve("batched" + round), network, BATCHED, seconds);
                ratios.add(batched / single);
                out.printf(
                        Locale.ROOT,
                        "round %d: one a transaction %.0f/s | in batches %.0f/s | %.1f×, load average %.1f%n",
                        round + 1,
                        single,
                        batched,
                        batched / single,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            }
            out.printf(Locale.ROOT, "a lone entry waits %.0f ms (median of %d)%n", lone(folder, network), LONE_ENTRIES);
        } finally {
            TemporaryFolder.delete(folder);
        }
        double median = ratios.stream().sorted().toList().get(ratios.size() / 2);
        out.printf(
                Locale.ROOT,
                "{\"figure\":\"fabric\",\"consensus\":\"%s\",\"entryBytes\":%d,\"ratio\":%.1f}%n",
                plan.bft() ? "bft" : "raft",
                ENTRY_BYTES,
                median);
    }

    /** Each folder's name is a chain of its own, and so an order of its own. */
    private static FabricEngine open(Path folder, FabricNetwork network, Limits limits) throws IOException {
        return FabricEngine.open(
                folder,
                folder.getFileName().toString(),
                Origin.GENESIS,
                FabricConnection.read(network.connectionFile(0)),
                network.place(),
                limits);
    }

    private double rate(Path folder, FabricNetwork network, Limits limits, int seconds)
            throws IOException, InterruptedException {
        try (FabricEngine engine = open(folder, network, limits)) {
            // The channel's blocks so far are read before the time begins.
            engine.append(placing.next()).join();
            return placing.perSecond(engine, seconds, UNDER_WAY);
        }
    }

    /** In milliseconds. */
    private double lone(Path folder, FabricNetwork network) throws IOException {
        List<Long> waits = new ArrayList<>();
        try (FabricEngine engine = open(folder.resolve("lone"), network, BATCHED)) {
            engine.append(placing.next()).join();
            for (int i = 0; i < LONE_ENTRIES; i++) {
                long asked = System.nanoTime();
                engine.append(placing.next()).join();
                waits.add(System.nanoTime() - asked);
            }
        }
        return waits.stream().sorted().toList().get(waits.size() / 2) / 1e6;
    }
}
