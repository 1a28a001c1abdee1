package org.titlechain.rules.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.rules.condition.Condition;
import org.titlechain.rules.condition.Condition.Answer;
import org.titlechain.rules.condition.Conditions;
import org.titlechain.rules.condition.KnownFacts;
import org.titlechain.rules.pack.Exemption;
import org.titlechain.rules.pack.Rule;

/** A rule with its conditions ready to be asked. */
final class CompiledRule {
    private final Rule rule;
    private final Optional<Condition> when;
    private final Condition condition;
    private final Exempting exemptions;
    private final List<String> facts;

    CompiledRule(Rule rule, List<Exemption> exemptions, Conditions language) {
        String place = "rules/" + rule.id();
        this.rule = rule;
        this.when = rule.when().map(text -> language.compile(text, place + "/when"));
        this.condition = language.compile(rule.condition(), place + "/condition");
        this.exemptions = new Exempting(exemptions, "rule/" + rule.id(), language);
        Set<String> asked = new TreeSet<>(condition.facts());
        when.ifPresent(guard -> asked.addAll(guard.facts()));
        this.facts = List.copyOf(asked);
    }

    Rule rule() {
        return rule;
    }

    Ruling judge(String kind, KnownFacts known) {
        Answer applies = when.map(guard -> guard.ask(known)).orElse(Answer.YES);
        if (applies == Answer.NO) {
            return ruling(Result.NOT_APPLICABLE, Optional.empty(), known);
        }
        Answer holds = condition.ask(known);
        if (holds == Answer.YES) {
            return ruling(Result.MET, Optional.empty(), known);
        }
        Optional<String> exemption = exemptions.find(kind, known).map(Exemption::id);
        if (exemption.isPresent()) {
            return ruling(Result.EXEMPT, exemption, known);
        }
        boolean certain = applies == Answer.YES && holds == Answer.NO;
        return ruling(certain ? Result.BREACHED : Result.UNKNOWN, Optional.empty(), known);
    }

    private Ruling ruling(Result result, Optional<String> exemption, KnownFacts known) {
        return new Ruling(rule, result, exemption, known.used(facts), known.unknown(facts));
    }
}
