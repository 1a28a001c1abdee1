package org.titlechain.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.titlechain.simulator.network.NetworkDefect;
import org.titlechain.simulator.network.NetworkSimulation;
import org.titlechain.simulator.network.NetworkSimulation.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "simulate-network",
        description =
                "members, order, witness and clients with every misfortune, in one thread a seed; exit 1 on a violation",
        mixinStandardHelpOptions = true)
final class SimulateNetworkCommand implements Callable<Integer> {
    @Mixin
    private SeedOptions options = new SeedOptions();

    @Override
    public Integer call() {
        if (options.defects) {
            return options.hunt(List.of(NetworkDefect.values()), NetworkSimulation::hunt);
        }
        if (options.seeds < 1) {
            System.err.println("titlechain simulate-network: --seeds is at least 1");
            return Commands.USAGE;
        }
        Summary summary = new NetworkSimulation().run(options.firstSeed, options.seeds, false);
        SeedOptions.tell(summary.story());
        System.out.printf(
                Locale.ROOT,
                options.json
                        ? "{\"seeds\":%d,\"events\":%d,\"acknowledged\":%d,\"violations\":%d}%n"
                        : "%d seeds, %d events, %d acknowledged, %d violations%n",
                summary.seeds(),
                summary.events(),
                summary.acknowledged(),
                summary.violations());
        return summary.violations() == 0 ? 0 : Failure.FOUND;
    }
}
