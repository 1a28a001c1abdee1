package org.titlechain.rules.evaluation;

import java.util.List;
import java.util.Optional;
import org.titlechain.rules.condition.Condition;
import org.titlechain.rules.condition.Condition.Answer;
import org.titlechain.rules.condition.Conditions;
import org.titlechain.rules.condition.KnownFacts;
import org.titlechain.rules.pack.Exemption;
import org.titlechain.rules.pack.Kinds;

/** The exemptions from one thing, ready to be asked. */
final class Exempting {
    private final List<Compiled> exemptions;

    private record Compiled(Exemption exemption, Condition condition) {}

    /** Those of the exemptions that are of the thing. */
    Exempting(List<Exemption> all, String of, Conditions language) {
        this.exemptions = all.stream()
                .filter(exemption -> exemption.of().equals(of))
                .map(exemption -> new Compiled(
                        exemption,
                        language.compile(exemption.condition(), "exemptions/" + exemption.id() + "/condition")))
                .toList();
    }

    /** The first that certainly applies. */
    Optional<Exemption> find(String kind, KnownFacts known) {
        return exemptions.stream()
                .filter(compiled -> Kinds.cover(compiled.exemption().kinds(), kind)
                        && compiled.condition().ask(known) == Answer.YES)
                .map(Compiled::exemption)
                .findFirst();
    }
}
