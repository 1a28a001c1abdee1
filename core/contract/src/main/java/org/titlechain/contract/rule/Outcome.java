package org.titlechain.contract.rule;

import java.util.Optional;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * A rule that fired.
 *
 * @param pack the version of the pack that it stands in
 * @param rule its name within the pack
 * @param article the law that it rests on
 * @param field the field of the facts that it is about, such as {@code item.term.until}
 * @param exemptible whether a reviewer may let the case pass with a reason
 * @param result {@code breached}, or {@code unknown} when a fact that it needs is not known
 * @param facts the facts that it was judged by, so that the ruling can be repeated; never personal data
 */
public record Outcome(
        PackReference pack,
        String rule,
        Severity severity,
        Optional<String> article,
        Optional<String> field,
        boolean exemptible,
        String result,
        MapValue facts) {

    /** A rule that was breached, without the facts. */
    public Outcome(
            PackReference pack,
            String rule,
            Severity severity,
            Optional<String> article,
            Optional<String> field,
            boolean exemptible) {
        this(
                pack,
                rule,
                severity,
                article,
                field,
                exemptible,
                "breached",
                Value.map().build());
    }

    /** As it is kept in a case; sentences stay in the pack. */
    public MapBuilder toMap() {
        return Value.map()
                .put("pack", pack.name())
                .put("version", pack.version())
                .put("rule", rule)
                .put("severity", severity.label())
                .putIfPresent("article", article.map(Value::of))
                .putIfPresent("field", field.map(Value::of))
                .put("result", result)
                .put("facts", facts);
    }
}
