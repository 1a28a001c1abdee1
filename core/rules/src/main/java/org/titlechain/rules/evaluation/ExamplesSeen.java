package org.titlechain.rules.evaluation;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.PackException;
import org.titlechain.rules.pack.Rule;
import org.titlechain.rules.pack.RulePack;

/** Compares what the examples of a pack expect with what comes out, and which rules were seen at work. */
final class ExamplesSeen {
    private final RulePack pack;
    private final Set<String> met = new TreeSet<>();
    private final Set<String> breached = new TreeSet<>();

    ExamplesSeen(RulePack pack) {
        this.pack = pack;
    }

    void compare(String place, String rule, String expected, List<Ruling> rulings) {
        String at = place + "/expect/" + rule;
        Ruling ruling = rulings.stream()
                .filter(candidate -> candidate.rule().id().equals(rule))
                .findFirst()
                .orElseThrow(() -> new PackException(
                        Defect.EXAMPLE_FAILS, at, "the rule is not asked about the kind at the moment"));
        String found = ruling.result().label();
        if (!found.equals(expected)) {
            throw new PackException(Defect.EXAMPLE_FAILS, at, "it is " + found + "; not known: " + ruling.missing());
        }
        if (ruling.result() == Result.MET) {
            met.add(rule);
        }
        if (ruling.result() == Result.BREACHED) {
            breached.add(rule);
        }
    }

    /** A rule that no example shows met and breached is a rule that nobody tried. */
    void refuseUnseen() {
        for (Rule rule : pack.rules()) {
            if (!met.contains(rule.id()) || !breached.contains(rule.id())) {
                throw new PackException(
                        Defect.MISSING,
                        "examples",
                        rule.id() + " is not shown " + (met.contains(rule.id()) ? "breached" : "met"));
            }
        }
    }
}
