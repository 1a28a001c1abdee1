package org.titlechain.simulator.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.titlechain.contract.Contract;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.simulator.Caught;
import org.titlechain.simulator.Story;
import org.titlechain.simulator.network.NetworkRun.Ran;

/** Many runs of a network, on as many threads as there are processors; each run by one thread, from its seed. */
public final class NetworkSimulation {
    private final Set<NetworkDefect> defects;

    /** Simulates the product. */
    public NetworkSimulation() {
        this(Set.of());
    }

    /** @param defects mistakes that are made on purpose */
    public NetworkSimulation(Set<NetworkDefect> defects) {
        this.defects = Set.copyOf(defects);
    }

    /**
     * What was seen.
     *
     * @param seeds runs
     * @param events things that happened in them
     * @param acknowledged entries for which a client got a receipt that it verified
     * @param violations runs in which something was that must never be
     * @param firstViolation the smallest seed of those; −1 for none
     * @param story of that one, as short as it could be made
     */
    public record Summary(
            long seeds,
            long events,
            long acknowledged,
            long violations,
            long firstViolation,
            @Nullable Story story) {
        static final Summary NOTHING = new Summary(0, 0, 0, 0, -1, null);

        Summary plus(Summary other) {
            boolean isFirst =
                    firstViolation >= 0 && (other.firstViolation < 0 || firstViolation < other.firstViolation);
            return new Summary(
                    seeds + other.seeds,
                    events + other.events,
                    acknowledged + other.acknowledged,
                    violations + other.violations,
                    isFirst ? firstViolation : other.firstViolation,
                    null);
        }
    }

    /** Makes the mistake in one run after the other until a run notices it. */
    public static Caught hunt(NetworkDefect defect, long firstSeed, long seeds) {
        Contract contract = new TitleChainContract(World.SUITE.hash());
        for (long taken = 0; taken < seeds; taken++) {
            Ran ran = new NetworkRun(Schedule.random(firstSeed + taken), Set.of(defect), contract).run();
            String violation = ran.violation();
            if (violation != null) {
                return new Caught(defect.name(), taken + 1, firstSeed + taken, violation);
            }
        }
        return new Caught(defect.name(), seeds, -1, "");
    }

    /** Runs the seeds; stops at the first violation when asked to. */
    public Summary run(long firstSeed, long seeds, boolean stopAtViolation) {
        AtomicLong next = new AtomicLong();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Summary>> parts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                parts.add(executor.submit(() -> work(firstSeed, seeds, stopAtViolation, next)));
            }
            Summary sum = Summary.NOTHING;
            for (Future<Summary> part : parts) {
                sum = sum.plus(part.get());
            }
            return sum.violations() == 0
                    ? sum
                    : new Summary(
                            sum.seeds(),
                            sum.events(),
                            sum.acknowledged(),
                            sum.violations(),
                            sum.firstViolation(),
                            tell(sum.firstViolation()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Summary work(long firstSeed, long seeds, boolean stopAtViolation, AtomicLong next) {
        Contract contract = new TitleChainContract(World.SUITE.hash());
        Summary sum = Summary.NOTHING;
        for (long taken = next.getAndIncrement(); taken < seeds; taken = next.getAndIncrement()) {
            long seed = firstSeed + taken;
            Ran ran = new NetworkRun(Schedule.random(seed), defects, contract).run();
            boolean violated = ran.violation() != null;
            sum = sum.plus(
                    new Summary(1, ran.events(), ran.acknowledged(), violated ? 1 : 0, violated ? seed : -1, null));
            if (violated && stopAtViolation) {
                next.set(seeds);
            }
        }
        return sum;
    }

    /** The shortest story of the seed's violation. */
    private Story tell(long seed) {
        Contract contract = new TitleChainContract(World.SUITE.hash());
        Schedule best = Schedule.random(seed);
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (Schedule candidate : shorterThan(best)) {
                if (new NetworkRun(candidate, defects, contract).run().violation() != null) {
                    best = candidate;
                    shorter = true;
                    break;
                }
            }
        }
        List<String> lines = new ArrayList<>(best.lines());
        lines.add("   → " + new NetworkRun(best, defects, contract).run().violation());
        return new Story(seed, lines);
    }

    private static List<Schedule> shorterThan(Schedule schedule) {
        List<Schedule> candidates = new ArrayList<>();
        for (int fault = 0; fault < schedule.faults().size(); fault++) {
            candidates.add(schedule.without(fault));
        }
        if (schedule.liar() >= 0) {
            candidates.add(schedule.withoutLiar());
        }
        if (schedule.joinsAt() >= 0) {
            candidates.add(schedule.withoutJoining());
        }
        for (int entries = schedule.entries() / 2; entries < schedule.entries(); entries++) {
            if (entries > 0) {
                candidates.add(schedule.withEntries(entries));
            }
        }
        return candidates;
    }
}
