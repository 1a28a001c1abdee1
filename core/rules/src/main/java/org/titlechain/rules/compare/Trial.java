package org.titlechain.rules.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Severity;
import org.titlechain.rules.evaluation.Judgement;
import org.titlechain.rules.evaluation.Judgement.Verdict;
import org.titlechain.rules.strict.Severities;

/** Tries packs on cases: what would be decided otherwise than under the packs of today. */
public final class Trial {
    private final Judgement today;
    private final Judgement tried;

    /** A trial of packs against those of today. */
    public Trial(Judgement today, Judgement tried) {
        this.today = today;
        this.tried = tried;
    }

    /** One case with what is known of it. */
    public record Case(String name, String kind, Moment moment, Map<String, Value> facts) {}

    /**
     * A rule that says something else.
     *
     * @param rule {@code <pack>/<rule>}
     * @param before what followed; empty for nothing
     * @param after what would follow; empty for nothing
     */
    public record Otherwise(String rule, Optional<Severity> before, Optional<Severity> after) {}

    /**
     * A case that would be decided otherwise.
     *
     * @param before the strictest that followed; empty for nothing
     * @param after the strictest that would follow; empty for nothing
     */
    public record Changed(Case tried, Optional<Severity> before, Optional<Severity> after, List<Otherwise> rules) {}

    /** The cases that would be decided otherwise, in their order. */
    public List<Changed> run(List<Case> cases) {
        List<Changed> changed = new ArrayList<>();
        for (Case candidate : cases) {
            Map<String, Severity> before = fired(today, candidate);
            Map<String, Severity> after = fired(tried, candidate);
            if (!before.equals(after)) {
                changed.add(new Changed(candidate, strictest(before), strictest(after), otherwise(before, after)));
            }
        }
        return changed;
    }

    private static Map<String, Severity> fired(Judgement judgement, Case candidate) {
        Map<String, Severity> fired = new TreeMap<>();
        for (Verdict verdict : judgement.judge(candidate.kind(), candidate.moment(), candidate.facts())) {
            if (verdict.ruling().result().isFired()) {
                fired.put(verdict.pack().id() + "/" + verdict.ruling().rule().id(), verdict.severity());
            }
        }
        return fired;
    }

    private static Optional<Severity> strictest(Map<String, Severity> fired) {
        return fired.values().stream().reduce(Severities::strictest);
    }

    private static List<Otherwise> otherwise(Map<String, Severity> before, Map<String, Severity> after) {
        Map<String, Otherwise> rules = new TreeMap<>();
        before.forEach((rule, severity) ->
                rules.put(rule, new Otherwise(rule, Optional.of(severity), Optional.ofNullable(after.get(rule)))));
        after.forEach((rule, severity) ->
                rules.put(rule, new Otherwise(rule, Optional.ofNullable(before.get(rule)), Optional.of(severity))));
        return rules.values().stream()
                .filter(otherwise -> !otherwise.before().equals(otherwise.after()))
                .toList();
    }
}
