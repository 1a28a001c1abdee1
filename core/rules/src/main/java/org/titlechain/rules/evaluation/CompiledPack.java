package org.titlechain.rules.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.rule.Moment;
import org.titlechain.rules.condition.Condition;
import org.titlechain.rules.condition.Condition.Answer;
import org.titlechain.rules.condition.Conditions;
import org.titlechain.rules.condition.KnownFacts;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.Example;
import org.titlechain.rules.pack.Exemption;
import org.titlechain.rules.pack.FactType;
import org.titlechain.rules.pack.Fee;
import org.titlechain.rules.pack.Kinds;
import org.titlechain.rules.pack.Material;
import org.titlechain.rules.pack.PackException;
import org.titlechain.rules.pack.RulePack;

/**
 * A pack with every condition parsed and checked. Immutable; may be asked from several threads. Its size is bounded by
 * that of a pack's text.
 */
public final class CompiledPack {
    private static final String MATERIALS = "case.materials";

    private final RulePack pack;
    private final List<CompiledRule> rules;
    private final List<Needed> materials;
    private final List<Due> fees;

    private record Needed(Material material, Optional<Condition> when, Exempting exemptions) {}

    private record Due(Fee fee, Optional<Condition> when, Exempting exemptions) {}

    private CompiledPack(RulePack pack) {
        Conditions language = new Conditions(pack.facts());
        this.pack = pack;
        this.rules = pack.rules().stream()
                .map(rule -> new CompiledRule(rule, pack.exemptions(), language))
                .toList();
        this.materials = pack.materials().stream()
                .map(material -> needed(material, language))
                .toList();
        this.fees = pack.fees().stream().map(fee -> due(fee, language)).toList();
    }

    /**
     * Compiles the pack.
     *
     * @throws PackException naming the condition that is none
     */
    public static CompiledPack compile(RulePack pack) {
        return new CompiledPack(pack);
    }

    /**
     * Compiles the pack and tries its examples: each must come out as it says, and each rule must be seen met and
     * breached.
     *
     * @throws PackException naming the condition or the example
     */
    public static CompiledPack prove(RulePack pack) {
        CompiledPack compiled = new CompiledPack(pack);
        compiled.tryExamples();
        return compiled;
    }

    private Needed needed(Material material, Conditions language) {
        String place = "materials/" + material.id();
        if (material.fact().isPresent() && !isYesOrNo(material.fact().get())) {
            throw new PackException(Defect.UNDECLARED, place + "/fact", "a declared fact of type bool");
        }
        return new Needed(
                material,
                material.when().map(text -> language.compile(text, place + "/when")),
                new Exempting(pack.exemptions(), "material/" + material.id(), language));
    }

    private Due due(Fee fee, Conditions language) {
        return new Due(
                fee,
                fee.when().map(text -> language.compile(text, "fees/" + fee.id() + "/when")),
                new Exempting(pack.exemptions(), "fee/" + fee.id(), language));
    }

    private boolean isYesOrNo(String fact) {
        return pack.facts().stream()
                .anyMatch(declared -> declared.name().equals(fact) && declared.type() == FactType.BOOL);
    }

    public RulePack pack() {
        return pack;
    }

    /** What each rule that is asked at the moment says, in the pack's order. */
    public List<Ruling> judge(String kind, Moment moment, Map<String, Value> facts) {
        KnownFacts known = KnownFacts.of(pack.facts(), facts);
        List<Ruling> rulings = new ArrayList<>();
        for (CompiledRule rule : rules) {
            if (rule.rule().isAsked(kind, moment)) {
                rulings.add(rule.judge(kind, known));
            }
        }
        return rulings;
    }

    /** The materials that the case needs and has neither as paper nor as a fact; what is uncertain is needed. */
    public List<Material> missing(String kind, Map<String, Value> facts) {
        KnownFacts known = KnownFacts.of(pack.facts(), facts);
        List<Value> delivered =
                Optional.ofNullable(facts.get(MATERIALS)).map(Value::asList).orElse(List.of());
        List<Material> missing = new ArrayList<>();
        for (Needed needed : materials) {
            Material material = needed.material();
            boolean asked = isAsked(material.kinds(), kind, needed.when(), known)
                    && needed.exemptions().find(kind, known).isEmpty();
            boolean there = delivered.contains(Value.of(material.id()))
                    || material.fact()
                            .map(facts::get)
                            .filter(Value.of(true)::equals)
                            .isPresent();
            if (asked && !there) {
                missing.add(material);
            }
        }
        return missing;
    }

    /**
     * A fee of a case.
     *
     * @param exemption why it is not due
     */
    public record FeeItem(Fee fee, Optional<Exemption> exemption) {}

    /** The fees of the case; one whose condition is uncertain is due. */
    public List<FeeItem> fees(String kind, Map<String, Value> facts) {
        KnownFacts known = KnownFacts.of(pack.facts(), facts);
        List<FeeItem> items = new ArrayList<>();
        for (Due due : fees) {
            if (isAsked(due.fee().kinds(), kind, due.when(), known)) {
                items.add(new FeeItem(due.fee(), due.exemptions().find(kind, known)));
            }
        }
        return items;
    }

    private static boolean isAsked(List<String> kinds, String kind, Optional<Condition> when, KnownFacts known) {
        return Kinds.cover(kinds, kind)
                && when.map(guard -> guard.ask(known) != Answer.NO).orElse(true);
    }

    private void tryExamples() {
        ExamplesSeen seen = new ExamplesSeen(pack);
        for (Example example : pack.examples()) {
            String place = "examples/" + example.id();
            List<Ruling> rulings = judge(example.kind(), example.moment(), example.facts());
            example.expect().forEach((rule, expected) -> seen.compare(place, rule, expected, rulings));
        }
        seen.refuseUnseen();
    }
}
