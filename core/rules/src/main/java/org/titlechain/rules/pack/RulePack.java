package org.titlechain.rules.pack;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * A version of a rule pack (审核规则包): everything that one authority demands of registrations, as data.
 *
 * @param version from 1; a later version replaces an earlier one for cases accepted after its activation
 * @param jurisdiction the prefix of the six digits of the districts it is in force in; empty for the whole country
 * @param parent the pack above, which this one may only make stricter; absent for a national pack
 * @param from the first local date on which it may be in force
 * @param until the first local date on which it may no longer be; absent for no end
 */
public record RulePack(
        String id,
        long version,
        Level level,
        String jurisdiction,
        Optional<String> parent,
        Sentence title,
        LocalDate from,
        Optional<LocalDate> until,
        List<Fact> facts,
        List<Rule> rules,
        List<Raise> raises,
        List<Material> materials,
        List<TimeLimit> limits,
        List<Fee> fees,
        List<Exemption> exemptions,
        List<Example> examples) {
    private static final long MOST_VERSIONS = 1_000_000;

    public RulePack {
        facts = List.copyOf(facts);
        rules = List.copyOf(rules);
        raises = List.copyOf(raises);
        materials = List.copyOf(materials);
        limits = List.copyOf(limits);
        fees = List.copyOf(fees);
        exemptions = List.copyOf(exemptions);
        examples = List.copyOf(examples);
    }

    /**
     * Reads a pack from its value.
     *
     * @throws PackException naming the place when it is not one
     */
    public static RulePack read(Value value) {
        return Fields.read(value, "", RulePack::read);
    }

    private static RulePack read(Fields fields) {
        RulePack pack = new RulePack(
                fields.identifier("pack"),
                fields.number("version", 1, MOST_VERSIONS),
                fields.label("level", Level.values(), Level::label),
                fields.digits("jurisdiction"),
                fields.optionalText("parent").map(text -> Fields.identifier(text, "parent")),
                fields.sentence("title"),
                fields.date("from"),
                fields.optionalDate("until"),
                fields.maps("facts", "name", Fact::read, Fact::name),
                fields.maps("rules", "id", Rule::read, Rule::id),
                fields.maps("raises", "rule", Raise::read, Raise::rule),
                fields.maps("materials", "id", Material::read, Material::id),
                fields.maps("limits", "id", TimeLimit::read, TimeLimit::id),
                fields.maps("fees", "id", Fee::read, Fee::id),
                fields.maps("exemptions", "id", Exemption::read, Exemption::id),
                fields.maps("examples", "id", Example::read, Example::id));
        if (!pack.level.isPrefix(pack.jurisdiction)) {
            throw new PackException(
                    Defect.MISPLACED, "jurisdiction", "not a prefix for the level " + pack.level.label());
        }
        if (pack.parent.isPresent() == (pack.level == Level.NATIONAL)) {
            throw new PackException(Defect.MISPLACED, "parent", "a national pack has none, every other pack has one");
        }
        if (pack.until.isPresent() && !pack.until.get().isAfter(pack.from)) {
            throw new PackException(Defect.INVALID_VALUE, "until", "after from");
        }
        return pack;
    }

    /** The pack as it stands on the ledger. */
    public MapValue toValue() {
        return Value.map()
                .put("pack", id)
                .put("version", version)
                .put("level", level.label())
                .put("jurisdiction", jurisdiction)
                .putIfPresent("parent", parent.map(Value::of))
                .put("title", title.toValue())
                .put("from", from.toString())
                .putIfPresent("until", until.map(LocalDate::toString).map(Value::of))
                .put("facts", values(facts, Fact::toValue))
                .put("rules", values(rules, Rule::toValue))
                .put("raises", values(raises, Raise::toValue))
                .put("materials", values(materials, Material::toValue))
                .put("limits", values(limits, TimeLimit::toValue))
                .put("fees", values(fees, Fee::toValue))
                .put("exemptions", values(exemptions, Exemption::toValue))
                .put("examples", values(examples, Example::toValue))
                .build();
    }

    private static <T> Value values(Collection<T> items, Function<T, MapValue> toValue) {
        return Value.list(items.stream().map(toValue).toList());
    }

    /** The rule with the identifier. */
    public Optional<Rule> rule(String rule) {
        return rules.stream().filter(candidate -> candidate.id().equals(rule)).findFirst();
    }

    /** Whether it may be in force on the local date. */
    public boolean isEffective(LocalDate date) {
        return !date.isBefore(from) && until.map(date::isBefore).orElse(true);
    }
}
