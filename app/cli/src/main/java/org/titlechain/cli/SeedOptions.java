package org.titlechain.cli;

import org.jspecify.annotations.Nullable;
import org.titlechain.simulator.Story;
import picocli.CommandLine.Option;

/** What simulations are asked, and how they tell the story of what they found. */
final class SeedOptions {
    @Option(names = "--seeds", paramLabel = "N", required = true, description = "how many runs")
    long seeds;

    @Option(names = "--first-seed", paramLabel = "S", description = "the first seed (default: ${DEFAULT-VALUE})")
    long firstSeed = 1;

    @Option(names = "--json", description = "the last line is a summary in JSON")
    boolean json;

    static void tell(@Nullable Story story) {
        if (story != null) {
            System.out.println("种子 · seed " + story.seed());
            story.lines().forEach(System.out::println);
        }
    }
}
