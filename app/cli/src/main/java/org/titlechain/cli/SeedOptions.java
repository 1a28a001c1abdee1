package org.titlechain.cli;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.titlechain.simulator.Caught;
import org.titlechain.simulator.Story;
import picocli.CommandLine.Option;

/** What simulations are asked, and how they tell what they found. */
final class SeedOptions {
    private static final long HUNTED = 1_000;

    @Option(names = "--seeds", paramLabel = "N", description = "how many runs; with --defects at most, for each (1000)")
    long seeds;

    @Option(names = "--first-seed", paramLabel = "S", description = "the first seed (default: ${DEFAULT-VALUE})")
    long firstSeed = 1;

    @Option(names = "--json", description = "the last line is a summary in JSON")
    boolean json;

    @Option(
            names = "--defects",
            description = "make one known mistake after the other; exit 1 when a mistake is not noticed")
    boolean defects;

    /** Looks for a mistake in runs from the first seed on, in so many at most. */
    @FunctionalInterface
    interface Hunter<D> {
        Caught hunt(D defect, long firstSeed, long seeds);
    }

    /** Makes every mistake and tells which seed noticed it. */
    <D> int hunt(Collection<D> mistakes, Hunter<D> hunter) {
        long caught = 0;
        for (D mistake : mistakes) {
            Caught found = hunter.hunt(mistake, firstSeed, seeds < 1 ? HUNTED : seeds);
            caught += found.isCaught() ? 1 : 0;
            System.out.println(
                    found.isCaught()
                            ? found.defect() + ": seed " + found.seed() + ", " + found.sign()
                            : found.defect() + ": 未发现 · NOT NOTICED in " + found.tried() + " seeds");
        }
        System.out.printf(
                Locale.ROOT,
                json ? "{\"defects\":%d,\"caught\":%d}%n" : "%d defects, %d caught%n",
                mistakes.size(),
                caught);
        return caught == mistakes.size() ? 0 : Failure.FOUND;
    }

    static void tell(@Nullable Story story) {
        if (story != null) {
            System.out.println("种子 · seed " + story.seed());
            story.lines().forEach(System.out::println);
        }
    }
}
