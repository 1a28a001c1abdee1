package org.titlechain.contract.registration;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.registration.application.Applicant;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.FactKind;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Kind;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.registration.effect.Entering;
import org.titlechain.contract.registration.process.FactBook;
import org.titlechain.contract.registration.process.RegistrationCase;
import org.titlechain.contract.registration.process.WorkingDays;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Outcome;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.contract.rule.Severity;

/** Whether a case can be entered: its materials, the rule packs, and what stands against it on the sheets. */
final class Assessment {
    private static final String IDENTITY = "identity";
    private static final String CONSENT = "consent";
    private static final MapValue NONE = Value.map().build();

    private final Proceeding proceeding;
    private final Application application;
    private final FactBook facts;

    Assessment(Proceeding proceeding, Application application) {
        this.proceeding = proceeding;
        this.application = application;
        this.facts = proceeding.facts();
    }

    /** How many items there are. */
    int items() {
        return application.items().size();
    }

    /** Refuses a case that lacks a material, unless departments confirmed the fact that stands for it. */
    void needsMaterials() {
        for (Item item : application.items()) {
            for (String material : item.kind().materials()) {
                Optional<FactKind> fact = proceeding.kinds().factFor(material);
                if (application.materials().contains(material)) {
                    continue;
                }
                List<String> outcomes = fact.map(kind -> outcomes(kind, item)).orElse(List.of());
                if (outcomes.contains("contradicted")) {
                    throw Refusal.of(RefusalCode.MATERIAL_CONTRADICTED, "material", material);
                }
                boolean confirmed = !outcomes.isEmpty() && outcomes.stream().allMatch("confirmed"::equals);
                if (!confirmed) {
                    throw Refusal.of(
                            RefusalCode.MATERIAL_MISSING,
                            Value.map()
                                    .put("material", material)
                                    .put("unit", item.unit().text()));
                }
            }
        }
    }

    /** What keeps the case from being decided without a person: paper, facts that are not there or contradict. */
    List<MapValue> needsPeople() {
        List<MapValue> reasons = new ArrayList<>();
        for (Item item : application.items()) {
            Kind kind = item.kind();
            if (!kind.automatic() || kind.noticeDays() > 0 || kind.inspected()) {
                addOnce(reasons, "KIND_NEEDS_PEOPLE", kind.name());
            }
            for (String material : kind.materials()) {
                List<String> outcomes = proceeding
                        .kinds()
                        .factFor(material)
                        .map(fact -> outcomes(fact, item))
                        .orElse(List.of());
                if (outcomes.contains("contradicted")) {
                    addOnce(reasons, "FACT_CONTRADICTED", material);
                } else if (outcomes.isEmpty() || !outcomes.stream().allMatch("confirmed"::equals)) {
                    addOnce(reasons, "FACT_NOT_CONFIRMED", material);
                }
            }
        }
        if (!application.linked().isEmpty()) {
            addOnce(reasons, "CASE_LINKED", application.linked().getFirst());
        }
        return reasons;
    }

    /** What keeps the case from being decided without a person because its applicants did not agree to it so. */
    List<MapValue> needsConsent() {
        List<MapValue> reasons = new ArrayList<>();
        if (!application.mode().equals("joint") && !application.mode().equals("unilateral")) {
            return reasons;
        }
        Optional<String> outcome = facts.outcome(CONSENT, application.caseKey());
        if (outcome.filter("contradicted"::equals).isPresent()) {
            addOnce(reasons, "FACT_CONTRADICTED", CONSENT);
        } else if (outcome.filter("confirmed"::equals).isEmpty()) {
            addOnce(reasons, "CONSENT_NOT_CONFIRMED", "applicants");
        }
        return reasons;
    }

    private static void addOnce(List<MapValue> reasons, String code, String subject) {
        MapValue reason = Value.map().put("code", code).put("subject", subject).build();
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    /** What departments say of the fact: about each applicant, about the case, or about the unit. */
    private List<String> outcomes(FactKind fact, Item item) {
        List<String> outcomes = new ArrayList<>();
        switch (fact.about()) {
            case "party" -> {
                for (Applicant applicant : application.applicants()) {
                    outcomes.add(
                            facts.outcome(fact.name(), hex(applicant.party())).orElse("unknown"));
                }
            }
            case "unit" -> facts.outcome(fact.name(), item.unit().text()).ifPresent(outcomes::add);
            default -> facts.outcome(fact.name(), application.caseKey()).ifPresent(outcomes::add);
        }
        return outcomes;
    }

    private static String hex(Value reference) {
        return HexFormat.of().formatHex(reference.asBytes());
    }

    /**
     * Enters every item into the drafts, asking the rules before each; what the rules or the register forbid is
     * refused.
     *
     * @param file the case, or null before there is one
     * @param exempted rules that a reviewer exempted: {@code pack/rule}
     * @return the outcomes of rules, as they are kept in the case
     */
    List<Value> enter(
            Entering entering, RegistrationCase file, List<PackReference> packs, Moment moment, List<String> exempted) {
        List<Value> kept = new ArrayList<>();
        for (int i = 0; i < application.items().size(); i++) {
            Item item = application.items().get(i);
            kept.addAll(ask(entering, file, packs, moment, exempted, i));
            proceeding.effects().apply(entering, item);
        }
        return kept;
    }

    /** Asks the rules about one item. */
    List<Value> ask(
            Entering entering,
            RegistrationCase file,
            List<PackReference> packs,
            Moment moment,
            List<String> exempted,
            int place) {
        if (packs.isEmpty()) {
            return List.of();
        }
        Item item = application.items().get(place);
        List<Value> kept = new ArrayList<>();
        MapValue seen = see(entering, file, moment, item);
        for (Outcome outcome : proceeding.rules().evaluate(proceeding.state(), packs, moment, seen)) {
            boolean exempt =
                    outcome.exemptible() && exempted.contains(outcome.pack().name() + "/" + outcome.rule());
            if (outcome.severity() == Severity.REFUSE && !exempt) {
                throw Refusal.of(
                        RefusalCode.RULE_REFUSES,
                        Value.map()
                                .put("pack", outcome.pack().name())
                                .put("version", outcome.pack().version())
                                .put("rule", outcome.rule())
                                .put("unit", item.unit().text()));
            }
            MapBuilder map = outcome.toMap().put("moment", moment.label()).put("item", place + 1);
            kept.add((exempt ? map.put("exempted", true) : map).build());
        }
        return kept;
    }

    private MapValue see(Entering entering, RegistrationCase file, Moment moment, Item item) {
        Optional<MapValue> sheet = entering.seen(item.unit());
        List<Value> parties = new ArrayList<>();
        for (Applicant applicant : application.applicants()) {
            parties.add(Value.map()
                    .put("party", applicant.party())
                    .put("as", applicant.as())
                    .put("facts", facts.about(proceeding.kinds(), "party", hex(applicant.party())))
                    .build());
        }
        TreeMap<String, Value> known = new TreeMap<>(
                facts.about(proceeding.kinds(), "case", application.caseKey()).entries());
        known.putAll(facts.about(proceeding.kinds(), "unit", item.unit().text()).entries());
        return Value.map()
                .put("moment", moment.label())
                .put("kind", item.kind().kind())
                .put("subkind", item.kind().subkind())
                .put("mode", application.mode())
                .put("district", application.district())
                .put("time", proceeding.time())
                .put("date", WorkingDays.day(proceeding.time()).toString())
                .put("item", item.value())
                .put("case", summary(file))
                .put("registered", sheet.isPresent())
                .put("sheet", sheet.orElse(NONE))
                .put("facts", Value.map(known))
                .put("parties", Value.list(parties))
                .build();
    }

    private MapValue summary(RegistrationCase file) {
        return Value.map()
                .put("number", application.number())
                .put("applied", file.number("applied", proceeding.time()))
                .putIfPresent("accepted", file.find("accepted"))
                .put("applicants", application.value().get("applicants"))
                .put("materials", Value.texts(application.materials()))
                .putIfPresent("exemption", application.value().find("exemption"))
                .put("items", application.items().size())
                .put(
                        "units",
                        Value.texts(application.units().stream()
                                .map(unit -> unit.text())
                                .toList()))
                .build();
    }

    /** Whether departments confirmed who the applicants are; materials of a kind may not ask for it. */
    boolean isIdentityConfirmed() {
        return application.applicants().stream()
                .allMatch(applicant -> facts.isConfirmed(IDENTITY, hex(applicant.party())));
    }

    /** The working days for the case: the longest of its kinds, each cut by the rule packs. */
    long days(List<PackReference> packs) {
        long days = 1;
        for (Kind kind : application.kinds()) {
            long own = kind.days();
            OptionalLong stricter =
                    proceeding.rules().limitDays(proceeding.state(), packs, kind.kind(), kind.subkind());
            days = Math.max(days, stricter.isPresent() ? Math.min(own, stricter.getAsLong()) : own);
        }
        return days;
    }

    /** The fee in fen: once for the items of one kind on one unit; homes cost less. */
    long fee(Entering entering) {
        long fen = 0;
        Set<String> counted = new TreeSet<>();
        for (Item item : application.items()) {
            String what = item.kind().name() + " " + item.unit();
            if (!item.kind().fee().equals("none") && counted.add(what)) {
                fen += proceeding.kinds().fee(feeClass(entering, item));
            }
        }
        return fen;
    }

    private static String feeClass(Entering entering, Item item) {
        if (!item.kind().fee().equals("standard")) {
            return item.kind().fee();
        }
        Value use = item.nature().get("use");
        Optional<String> text = use != null
                ? Optional.of(use.asText())
                : entering.seen(item.unit())
                        .flatMap(sheet -> sheet.get("nature").asMap().find("use"))
                        .map(Value::asText);
        return text.filter(code -> code.startsWith("1")).isPresent() ? "residential" : "standard";
    }
}
