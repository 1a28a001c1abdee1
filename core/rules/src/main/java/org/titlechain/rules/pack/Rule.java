package org.titlechain.rules.pack;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Severity;

/**
 * One rule: a sentence with a condition.
 *
 * @param sentence what must hold, as people read it
 * @param article where the law says so
 * @param kinds the registration kinds that it is about
 * @param moments when it is asked
 * @param when the rule is about a case only when this holds; absent for always
 * @param condition what must hold
 * @param severity what follows when it does not
 * @param remedy what the applicant or the clerk can do then
 * @param field what of the application or the sheet it is about, such as {@code item.term.until}; absent for all of it
 * @param exemptible whether a reviewer may let a case pass with a reason
 */
public record Rule(
        String id,
        Sentence sentence,
        String article,
        List<String> kinds,
        List<Moment> moments,
        Optional<String> when,
        String condition,
        Severity severity,
        Sentence remedy,
        Optional<String> field,
        boolean exemptible) {
    public Rule {
        kinds = List.copyOf(kinds);
        moments = List.copyOf(moments);
    }

    static Rule read(Fields fields) {
        return new Rule(
                fields.identifier("id"),
                fields.sentence("sentence"),
                fields.text("article"),
                fields.kinds("kinds"),
                fields.labels("moments", Moment.values(), Moment::label),
                fields.optionalText("when"),
                fields.text("condition"),
                fields.label("severity", Severity.values(), Severity::label),
                fields.sentence("remedy"),
                fields.optionalText("field"),
                fields.flag("exemptible"));
    }

    MapValue toValue() {
        return Value.map()
                .put("id", id)
                .put("sentence", sentence.toValue())
                .put("article", article)
                .put("kinds", Value.texts(kinds))
                .put("moments", Value.texts(moments.stream().map(Moment::label).toList()))
                .putIfPresent("when", when.map(Value::of))
                .put("condition", condition)
                .put("severity", severity.label())
                .put("remedy", remedy.toValue())
                .putIfPresent("field", field.map(Value::of))
                .put("exemptible", exemptible)
                .build();
    }

    /** Whether it is asked about a case of the kind at the moment. */
    public boolean isAsked(String kind, Moment moment) {
        return moments.contains(moment) && Kinds.cover(kinds, kind);
    }
}
