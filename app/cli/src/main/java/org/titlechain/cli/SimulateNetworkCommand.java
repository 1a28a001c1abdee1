package org.titlechain.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.titlechain.simulator.Story;
import org.titlechain.simulator.network.NetworkSimulation;
import org.titlechain.simulator.network.NetworkSimulation.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "simulate-network",
        description =
                "members, order, witness and clients with every misfortune, in one thread a seed; exit 1 on a violation",
        mixinStandardHelpOptions = true)
final class SimulateNetworkCommand implements Callable<Integer> {
    @Option(names = "--seeds", paramLabel = "N", required = true, description = "how many runs")
    private long seeds;

    @Option(names = "--first-seed", paramLabel = "S", description = "the first seed (default: ${DEFAULT-VALUE})")
    private long firstSeed = 1;

    @Option(names = "--json", description = "the last line is a summary in JSON")
    private boolean json;

    @Override
    public Integer call() {
        if (seeds < 1) {
            System.err.println("titlechain simulate-network: --seeds is at least 1");
            return Commands.USAGE;
        }
        Summary summary = new NetworkSimulation().run(firstSeed, seeds, false);
        Story story = summary.story();
        if (story != null) {
            System.out.println("种子 · seed " + story.seed());
            story.lines().forEach(System.out::println);
        }
        System.out.printf(
                Locale.ROOT,
                json
                        ? "{\"seeds\":%d,\"events\":%d,\"acknowledged\":%d,\"violations\":%d}%n"
                        : "%d seeds, %d events, %d acknowledged, %d violations%n",
                summary.seeds(),
                summary.events(),
                summary.acknowledged(),
                summary.violations());
        return summary.violations() == 0 ? 0 : Failure.FOUND;
    }
}
