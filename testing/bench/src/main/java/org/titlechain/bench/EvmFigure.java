package org.titlechain.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.titlechain.driver.Limits;
import org.titlechain.driver.Origin;
import org.titlechain.evm.AccountFile;
import org.titlechain.evm.Deployment;
import org.titlechain.evm.EvmEngine;
import org.titlechain.evm.EvmSettings;
import org.titlechain.evm.EvmSettings.Place;
import org.titlechain.evm.FinalityRule;
import org.titlechain.testkit.evm.Anvil;

/**
 * Entries a second that an EVM chain places: in batches, as the driver sends them, against one entry a transaction, on
 * the same chain in turn, by the same accounts. Nothing is decided here: it is the order alone.
 */
final class EvmFigure implements Figure {
    private static final int ENTRY_BYTES = 600;
    private static final int PAYERS = 4;
    private static final Limits BATCHED = EvmEngine.limits();
    private static final int UNDER_WAY = BATCHED.batchEntries() * BATCHED.batchesInFlight();
    private static final Limits SINGLE = BATCHED.withBatches(BATCHED.entryBytes(), 1, BATCHED.batchBytes(), 16);

    private final Placing placing = new Placing(ENTRY_BYTES);

    @Override
    public String name() {
        return "evm";
    }

    @Override
    public String description() {
        return "entries a second on an EVM chain (Anvil), in batches against one a transaction";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--seconds", "--rounds"));
        int seconds = options.number("--seconds", 5);
        int rounds = options.number("--rounds", 3);
        Path folder = Files.createTempDirectory("titlechain-evm");
        List<Double> ratios = new ArrayList<>();
        try (Anvil anvil = Anvil.start(folder)) {
            List<Path> payers = payers(folder, anvil);
            FinalityRule finality = FinalityRule.parse("immediate");
            Place place = Deployment.deploy(anvil.address(), payers.getFirst(), finality, Duration.ofSeconds(20));
            EvmSettings settings = new EvmSettings(
                    anvil.address(),
                    place,
                    finality,
                    payers,
                    EvmSettings.USUAL_HIGHEST_GAS_PRICE,
                    Duration.ofMillis(5));
            for (int round = 0; round < rounds; round++) {
                double single = rate(folder.resolve("single" + round), settings, SINGLE, seconds);
                double batched = rate(folder.resolve("batched" + round), settings, BATCHED, seconds);
                ratios.add(batched / single);
                out.printf(
                        Locale.ROOT,
                        "round %d: one a transaction %.0f/s | in batches %.0f/s | %.1f×%n",
                        round + 1,
                        single,
                        batched,
                        batched / single);
            }
        } finally {
            TemporaryFolder.delete(folder);
        }
        double median = ratios.stream().sorted().toList().get(ratios.size() / 2);
        out.printf(Locale.ROOT, "{\"figure\":\"evm\",\"entryBytes\":%d,\"ratio\":%.1f}%n", ENTRY_BYTES, median);
    }

    private static List<Path> payers(Path folder, Anvil anvil) throws IOException {
        List<Path> payers = new ArrayList<>();
        for (int i = 0; i < PAYERS; i++) {
            Path file = folder.resolve("account-" + i);
            anvil.fund(AccountFile.create(file).address());
            payers.add(file);
        }
        return payers;
    }

    /** Each folder's name is a chain of its own, and so an order of its own. */
    private double rate(Path folder, EvmSettings settings, Limits limits, int seconds)
            throws IOException, InterruptedException {
        String chain = folder.getFileName().toString();
        try (EvmEngine engine = EvmEngine.open(folder, chain, Origin.GENESIS, settings, limits)) {
            return placing.perSecond(engine, seconds, UNDER_WAY);
        }
    }
}
