package org.titlechain.simulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.titlechain.contract.Contract;
import org.titlechain.simulator.History.Count;
import org.titlechain.simulator.History.Ran;

/** Many histories, on as many threads as there are processors; each history by one thread, determined by its seed. */
public final class Simulation {
    private final Supplier<Contract> contracts;

    /** Simulates the contract of the product. */
    public Simulation() {
        this(new ProductContract());
    }

    /** @param contracts makes the contract of each thread */
    public Simulation(Supplier<Contract> contracts) {
        this.contracts = contracts;
    }

    /**
     * What is simulated.
     *
     * @param firstSeed the first of the seeds, which follow each other
     * @param seeds how many histories
     * @param commands how long each of them is
     * @param stopAtViolation whether no further history begins once a violation was seen
     */
    public record Options(long firstSeed, long seeds, int commands, boolean stopAtViolation) {}

    /** Runs the histories, and tells the story of the first that went wrong. */
    public Summary run(Options options) {
        Summary sum = search(options);
        return sum.firstViolation() < 0 ? sum : sum.told(tell(options, sum.firstViolation()));
    }

    /** Runs the histories and tells no story. */
    public Summary search(Options options) {
        AtomicLong next = new AtomicLong();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<Summary>> tasks = IntStream.range(0, threads)
                    .mapToObj(thread -> (Callable<Summary>) () -> work(options, next))
                    .toList();
            Summary sum = Summary.NOTHING;
            for (Future<Summary> part : executor.invokeAll(tasks)) {
                sum = sum.plus(part.get());
            }
            return sum;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Summary work(Options options, AtomicLong next) {
        Contract contract = contracts.get();
        Summary sum = Summary.NOTHING;
        for (long taken = next.getAndIncrement(); taken < options.seeds(); taken = next.getAndIncrement()) {
            long seed = options.firstSeed() + taken;
            sum = sum.plus(one(Scenarios.of(seed), contract, seed, options.commands()));
            if (options.stopAtViolation() && sum.violations() > 0) {
                next.set(options.seeds());
            }
        }
        return sum;
    }

    private static <D> Summary one(Scenarios<D> scenario, Contract contract, long seed, int commands) {
        Ran<D> ran = new History<>(scenario.begin(), contract).random(seed, commands);
        Violation violation = ran.violation();
        return violation == null
                ? new Summary(1, ran.counts(), 0, -1, "", null)
                : new Summary(1, ran.counts(), 1, seed, violation.details().getFirst(), null);
    }

    private Story tell(Options options, long seed) {
        return shrunken(Scenarios.of(seed), seed, options.commands());
    }

    private <D> Story shrunken(Scenarios<D> scenario, long seed, int commands) {
        History<D> history = new History<>(scenario.begin(), contracts.get());
        return Story.of(seed, new Shrinker<>(history).shrink(history.random(seed, commands)), scenario.begin());
    }

    /**
     * What was seen.
     *
     * @param seeds histories that ran
     * @param counts accepted and refused, for each kind of command
     * @param violations histories in which something was wrong
     * @param firstViolation the smallest seed with a violation; −1 for none
     * @param sign what was wrong there; empty for nothing
     * @param story of that violation, as short as it could be made
     */
    public record Summary(
            long seeds,
            Map<String, Count> counts,
            long violations,
            long firstViolation,
            String sign,
            @Nullable Story story) {
        static final Summary NOTHING = new Summary(0, Map.of(), 0, -1, "", null);

        /** A kind that was tried so often must have been accepted at least once. */
        private static final long TRIED = 500;

        Summary plus(Summary other) {
            Map<String, Count> sum = new TreeMap<>(counts);
            other.counts.forEach((kind, count) -> sum.merge(kind, count, Count::plus));
            boolean isFirst =
                    firstViolation >= 0 && (other.firstViolation < 0 || firstViolation < other.firstViolation);
            return new Summary(
                    seeds + other.seeds,
                    sum,
                    violations + other.violations,
                    isFirst ? firstViolation : other.firstViolation,
                    isFirst ? sign : other.sign,
                    null);
        }

        Summary told(Story told) {
            return new Summary(seeds, counts, violations, firstViolation, sign, told);
        }

        /** Commands that were accepted. */
        public long accepted() {
            return counts.values().stream().mapToLong(Count::accepted).sum();
        }

        /** Commands that were refused. */
        public long refused() {
            return counts.values().stream().mapToLong(Count::refused).sum();
        }

        /** Kinds that were tried often and never accepted: the histories do not reach what they should test. */
        public List<String> neverAccepted() {
            return counts.entrySet().stream()
                    .filter(kind ->
                            kind.getValue().accepted() == 0 && kind.getValue().refused() >= TRIED)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** A line for each kind. */
        public List<String> table() {
            return counts.entrySet().stream()
                    .map(kind -> String.format(
                            java.util.Locale.ROOT,
                            "%-32s %12d accepted %12d refused",
                            kind.getKey(),
                            kind.getValue().accepted(),
                            kind.getValue().refused()))
                    .toList();
        }

        /** Nothing was wrong. */
        public boolean isClean() {
            return violations == 0 && neverAccepted().isEmpty();
        }
    }
}
