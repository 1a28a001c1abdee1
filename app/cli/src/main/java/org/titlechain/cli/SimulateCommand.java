package org.titlechain.cli;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.titlechain.simulator.Simulation;
import org.titlechain.simulator.Simulation.Options;
import org.titlechain.simulator.Simulation.Summary;
import org.titlechain.simulator.defect.ContractDefect;
import org.titlechain.simulator.defect.DefectHunt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "simulate",
        description = "random histories through the contracts and an independent model; exit 1 when they differ",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Mixin
    private SeedOptions options = new SeedOptions();

    @Option(names = "--commands", paramLabel = "N", description = "commands a history (default: ${DEFAULT-VALUE})")
    private int commands = 1_000;

    @Override
    public Integer call() {
        if (options.defects) {
            return options.hunt(
                    ContractDefect.all(), (defect, first, seeds) -> DefectHunt.hunt(defect, first, seeds, commands));
        }
        if (options.seeds < 1 || commands < 1) {
            System.err.println("titlechain simulate: --seeds and --commands are at least 1");
            return Commands.USAGE;
        }
        long started = System.nanoTime();
        long processor = PROCESS.getProcessCpuTime();
        Summary summary = new Simulation().run(new Options(options.firstSeed, options.seeds, commands, false));
        double seconds = (System.nanoTime() - started) / 1e9;
        summary.table().forEach(System.out::println);
        long decided = summary.accepted() + summary.refused();
        double microseconds = (PROCESS.getProcessCpuTime() - processor) / 1e3;
        System.out.printf(
                Locale.ROOT,
                "%.1f s, %.0f commands/s; processor %.1f s, %.1f µs a command%n",
                seconds,
                decided / seconds,
                microseconds / 1e6,
                microseconds / decided);
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
