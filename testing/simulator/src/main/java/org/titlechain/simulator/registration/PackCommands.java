package org.titlechain.simulator.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.model.registration.Deed;
import org.titlechain.model.registration.KindRule;
import org.titlechain.model.registration.Pack;

/** Writes what is done about rule packs as commands, and packs as values: {@code docs/rule-packs.md}. */
final class PackCommands {
    private static final MapValue WORDS = Value.map()
            .put("zh", "模拟所用，并无此规定。")
            .put("en", "Made up for a simulation.")
            .build();

    private PackCommands() {}

    static MapValue propose(Pack pack) {
        return Value.map().put("type", "rule.propose").put("pack", pack(pack)).build();
    }

    static MapValue vote(Deed.VoteOnPack vote) {
        return about("rule.vote", vote.pack(), vote.version())
                .put("approve", vote.approve())
                .build();
    }

    static MapValue activate(String pack, long version) {
        return about("rule.activate", pack, version).build();
    }

    static MapValue retire(String pack, long version) {
        return about("rule.retire", pack, version).put("reason", "simulated").build();
    }

    private static MapBuilder about(String type, String pack, long version) {
        return Value.map().put("type", type).put("pack", pack).put("version", version);
    }

    private static MapValue pack(Pack pack) {
        List<Value> facts = new ArrayList<>();
        List<Value> examples = new ArrayList<>();
        pack.rules().stream().map(Pack.Rule::fact).distinct().forEach(fact -> facts.add(fact(fact)));
        for (Pack.Rule rule : pack.rules()) {
            examples.add(example(rule, "met", rule.most()));
            examples.add(example(rule, "breached", rule.most() + 1));
        }
        MapBuilder value = Value.map()
                .put("pack", pack.name())
                .put("version", pack.version())
                .put("level", pack.parent() == null ? "national" : "province")
                .put("jurisdiction", pack.parent() == null ? "" : RegistrationCommands.DISTRICT.substring(0, 2))
                .put("title", WORDS)
                .put("from", "2021-01-01")
                .put("facts", Value.list(facts))
                .put(
                        "rules",
                        Value.list(pack.rules().stream().map(PackCommands::rule).toList()))
                .put(
                        "limits",
                        Value.list(
                                pack.limits().stream().map(PackCommands::limit).toList()))
                .put("examples", Value.list(examples));
        String parent = pack.parent();
        if (parent != null) {
            value.put("parent", parent)
                    .put(
                            "raises",
                            Value.list(pack.raises().stream()
                                    .map(raise -> raise(parent, raise))
                                    .toList()));
        }
        return value.build();
    }

    private static Value fact(String name) {
        return Value.map()
                .put("name", name)
                .put("type", "integer")
                .put("meaning", WORDS)
                .build();
    }

    private static Value rule(Pack.Rule rule) {
        return Value.map()
                .put("id", rule.id())
                .put("sentence", WORDS)
                .put("article", "模拟")
                .put("kinds", Value.texts(rule.kinds()))
                .put(
                        "moments",
                        Value.texts(
                                rule.moments().stream().map(PackCommands::label).toList()))
                .put("condition", rule.fact() + " <= " + rule.most())
                .put("severity", label(rule.severity()))
                .put("remedy", WORDS)
                .put("exemptible", rule.exemptible())
                .build();
    }

    private static Value raise(String parent, Pack.Raise raise) {
        return Value.map()
                .put("rule", parent + "/" + raise.rule())
                .put("severity", label(raise.severity()))
                .put("reason", WORDS)
                .build();
    }

    private static Value limit(Pack.Limit limit) {
        return Value.map()
                .put("id", "limit-" + limit.kinds().replace('/', '-'))
                .put("kinds", Value.texts(List.of(limit.kinds())))
                .put("workingDays", limit.days())
                .put("article", "模拟")
                .build();
    }

    private static Value example(Pack.Rule rule, String outcome, long count) {
        return Value.map()
                .put("id", rule.id() + "-" + outcome)
                .put("kind", kind(rule.kinds().getFirst()))
                .put("moment", label(rule.moments().getFirst()))
                .put("facts", Value.map().put(rule.fact(), count).build())
                .put("expect", Value.map().put(rule.id(), outcome).build())
                .build();
    }

    /** A kind of registration that a rule about those kinds is asked about. */
    private static String kind(String kinds) {
        return KindRule.ALL.values().stream()
                .map(rule -> rule.kind() + "/" + rule.subkind())
                .filter(kind -> kinds.equals("all") || kind.equals(kinds) || kind.startsWith(kinds + "/"))
                .findFirst()
                .orElseThrow();
    }

    private static String label(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
