package org.titlechain.server.api;

import java.util.Optional;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger;
import org.titlechain.rules.instrument.PackLibrary;
import org.titlechain.rules.pack.Rule;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** What a rule says, for whoever was told its name only: sentence, article and remedy as they stand in the pack. */
final class RuleWords {
    private final Ledger ledger;

    RuleWords(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The words of the rule that a refusal or an outcome names with {@code pack}, {@code version} and {@code rule}. */
    Optional<ObjectNode> of(MapValue naming) {
        return of(
                naming.get("pack").asText(),
                naming.get("version").asLong(),
                naming.get("rule").asText());
    }

    /** The words of the rule in the version of the pack. */
    Optional<ObjectNode> of(String pack, long version, String id) {
        return PackLibrary.find(ledger.state(), pack, version)
                .flatMap(found -> found.rules().stream()
                        .filter(rule -> rule.id().equals(id))
                        .findFirst())
                .map(RuleWords::words);
    }

    private static ObjectNode words(Rule rule) {
        return Json.object()
                .put("rule", rule.id())
                .put("severity", rule.severity().label())
                .put("zh", rule.sentence().chinese())
                .put("en", rule.sentence().english())
                .put("article", rule.article())
                .put("remedyZh", rule.remedy().chinese())
                .put("remedyEn", rule.remedy().english());
    }
}
