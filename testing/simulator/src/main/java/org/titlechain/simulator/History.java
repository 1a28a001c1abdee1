package org.titlechain.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.model.Verdict;

/** One history: from a seed, or from steps that are given. One thread; the same seed gives the same history. */
final class History<D> {
    private static final long BEGINNING = 1_700_000_000_000L;

    private final Supplier<Scenario<D>> scenarios;
    private final Contract contract;
    private final Signers signers = new Signers();

    History(Supplier<Scenario<D>> scenarios, Contract contract) {
        this.scenarios = scenarios;
        this.contract = contract;
    }

    /** How often commands of a kind were accepted and refused. */
    record Count(long accepted, long refused) {
        static final Count NONE = new Count(0, 0);

        Count plus(Count other) {
            return new Count(accepted + other.accepted, refused + other.refused);
        }
    }

    /** A history that ran: its steps, and what was wrong at the last of them. */
    record Ran<D>(
            List<Step<D>> steps,
            Map<String, Count> counts,
            @Nullable Violation violation) {}

    /** Runs a random history. */
    Ran<D> random(long seed, int commands) {
        Random random = new Random(seed);
        Run run = new Run();
        for (int i = 0; i < commands && run.violation == null; i++) {
            run.step(run.scenario.next(random));
        }
        return run.ran();
    }

    /** Runs the steps, as far as nothing is wrong. */
    Ran<D> replay(List<Step<D>> steps) {
        Run run = new Run();
        for (Step<D> step : steps) {
            if (run.violation == null) {
                run.step(step);
            }
        }
        return run.ran();
    }

    private final class Run {
        final Scenario<D> scenario = scenarios.get();
        final Chain chain = new Chain(contract, signers);
        final List<Step<D>> steps = new ArrayList<>();
        final Map<String, Count> counts = new TreeMap<>();

        @Nullable
        Violation violation;

        Run() {
            for (MapValue command : scenario.beginning()) {
                Decision decision = chain.decide(command, "administrator", BEGINNING, true);
                if (decision instanceof Refused refused) {
                    throw new IllegalStateException("the chain cannot begin: " + refused);
                }
            }
        }

        void step(Step<D> step) {
            steps.add(step);
            try {
                Verdict verdict = scenario.predict(step);
                Decision decision =
                        chain.decide(scenario.command(step.deed()), step.signer(), step.time(), step.startsBlock());
                boolean accepted = decision instanceof Accepted;
                counts.merge(scenario.kind(step.deed()), new Count(accepted ? 1 : 0, accepted ? 0 : 1), Count::plus);
                check("decision", Decisions.differences(verdict, decision));
                if (violation == null) {
                    check("register", scenario.differences(step, decision, chain.state()));
                }
            } catch (RuntimeException e) {
                check("exception", List.of(e + place(e)));
            }
        }

        private void check(String sort, List<String> differences) {
            if (!differences.isEmpty()) {
                violation = new Violation(steps.size() - 1, sort, differences);
            }
        }

        Ran<D> ran() {
            return new Ran<>(List.copyOf(steps), counts, violation);
        }
    }

    private static String place(RuntimeException exception) {
        StackTraceElement[] trace = exception.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
