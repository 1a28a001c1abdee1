package org.titlechain.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.titlechain.simulator.History.Ran;

/** A violation told for people: the steps that lead to it, and what is wrong after the last. */
public record Story(long seed, List<String> lines) {
    public Story {
        lines = List.copyOf(lines);
    }

    static <D> Story of(long seed, Ran<D> ran, Supplier<Scenario<D>> scenarios) {
        Scenario<D> scenario = scenarios.get();
        List<String> lines = new ArrayList<>();
        int number = 1;
        for (Step<D> step : ran.steps()) {
            lines.add(number++ + ". " + Instant.ofEpochMilli(step.time()) + " " + step.signer() + ": "
                    + scenario.tell(step.deed()));
        }
        Violation violation = ran.violation();
        if (violation != null) {
            violation.details().forEach(detail -> lines.add("   → " + violation.sort() + ": " + detail));
        }
        return new Story(seed, lines);
    }
}
