package org.titlechain.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.titlechain.simulator.Simulation;
import org.titlechain.simulator.Simulation.Options;
import org.titlechain.simulator.Simulation.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        description = "random histories through the contracts and an independent model; exit 1 when they differ",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    @Mixin
    private SeedOptions options = new SeedOptions();

    @Option(names = "--commands", paramLabel = "N", description = "commands a history (default: ${DEFAULT-VALUE})")
    private int commands = 1_000;

    @Override
    public Integer call() {
        if (options.seeds < 1 || commands < 1) {
            System.err.println("titlechain simulate: --seeds and --commands are at least 1");
            return Commands.USAGE;
        }
        long started = System.nanoTime();
        Summary summary = new Simulation().run(new Options(options.firstSeed, options.seeds, commands, false));
        double seconds = (System.nanoTime() - started) / 1e9;
        summary.table().forEach(System.out::println);
        long decided = summary.accepted() + summary.refused();
        System.out.printf(Locale.ROOT, "%.1f s, %.0f commands/s%n", seconds, decided / seconds);
        summary.neverAccepted().forEach(kind -> System.out.println("从未被接受 · never accepted: " + kind));
        SeedOptions.tell(summary.story());
        System.out.printf(
                Locale.ROOT,
                options.json
                        ? "{\"seeds\":%d,\"commands\":%d,\"accepted\":%d,\"refused\":%d,\"violations\":%d}%n"
                        : "%d seeds, %d commands, %d accepted, %d refused, %d violations%n",
                summary.seeds(),
                decided,
                summary.accepted(),
                summary.refused(),
                summary.violations());
        return summary.isClean() ? 0 : Failure.FOUND;
    }
}
