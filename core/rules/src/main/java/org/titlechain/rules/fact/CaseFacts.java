package org.titlechain.rules.fact;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * The facts of one item of a case, by the names of {@link FactDictionary}, derived from what the contract of
 * registration tells ({@code docs/registration-contract.md}). What it does not tell is left out: it is unknown.
 */
public final class CaseFacts {
    private static final MapValue NONE = Value.map().build();
    private static final long DAY = 86_400_000;
    private static final long CHINA_STANDARD_TIME = 28_800_000;

    private final SortedMap<String, Value> facts = new TreeMap<>();

    private CaseFacts() {}

    /** The facts. */
    public static SortedMap<String, Value> of(MapValue told) {
        CaseFacts derived = new CaseFacts();
        derived.kind(told);
        derived.application(map(told, "case"));
        derived.applicants(list(told, "parties"), list(map(told, "case"), "applicants"));
        derived.item(map(told, "item"));
        SheetFacts.derive(told, derived.facts);
        DepartmentFacts.derive(map(told, "facts"), derived.facts);
        return derived.facts;
    }

    /** The kind that the rules of a pack are chosen by: kind and subkind with a stroke between. */
    public static String kindOf(MapValue told) {
        String kind = told.find("kind").map(Value::asText).orElse("");
        return told.find("subkind")
                .map(subkind -> kind + "/" + subkind.asText())
                .orElse(kind);
    }

    private void kind(MapValue told) {
        facts.put("case.kind", Value.of(kindOf(told)));
        copy(told, "mode", "case.mode");
        copy(told, "district", "case.district");
        copy(told, "date", "case.date");
    }

    private void application(MapValue application) {
        application
                .find("applied")
                .map(time -> LocalDate.ofEpochDay(Math.floorDiv(time.asLong() + CHINA_STANDARD_TIME, DAY)))
                .ifPresent(date -> facts.put("case.applied", Value.of(date.toString())));
        copy(application, "items", "case.items");
        count("case.units", application.find("units"));
        facts.put("case.materials", Value.list(list(application, "materials")));
        facts.put("case.exemption", application.find("exemption").orElse(Value.of("none")));
    }

    private void applicants(List<Value> parties, List<Value> applying) {
        put("applicants.count", parties.size());
        put("applicants.holders", parties.stream().filter(is("as", "holder")).count());
        put("applicants.obligors", parties.stream().filter(is("as", "obligor")).count());
        put("applicants.agents", applying.stream().filter(has("agent")).count());
        put("applicants.guardians", applying.stream().filter(has("guardian")).count());
        List<String> identities = new ArrayList<>();
        for (Value party : parties) {
            identities.add(DepartmentFacts.outcome(map(party.asMap(), "facts"), "identity"));
        }
        facts.put(
                "applicants.identityConfirmed",
                Value.of(!identities.isEmpty() && identities.stream().allMatch("confirmed"::equals)));
        facts.put(
                "applicants.identityDenied",
                Value.of(identities.contains("denied") || identities.contains("contradicted")));
    }

    private void item(MapValue item) {
        count("item.holders", item.find("holders"));
        SheetFacts.shares(list(item, "holders")).ifPresent(shares -> facts.put("item.shares", shares));
        copy(item, "coOwnership", "item.coOwnership");
        copy(item, "rightType", "item.rightType");
        copy(item, "areaSquareCentimetres", "item.areaSquareCentimetres");
        copy(map(item, "term"), "from", "item.termFrom");
        copy(map(item, "term"), "until", "item.termUntil");
        facts.put(
                "item.termStated", Value.of(facts.containsKey("item.termFrom") && facts.containsKey("item.termUntil")));
        MapValue terms = map(item, "terms");
        facts.put(
                "item.transferRestricted",
                Value.of(Value.of("1").equals(terms.entries().get("transferRestricted"))));
        facts.put("item.scopeStated", Value.of(terms.has("scope") || terms.has("conditions")));
        facts.put("item.documentStated", Value.of(terms.has("document")));
        facts.put("item.amountSealed", Value.of(item.has("amount")));
    }

    private void copy(MapValue from, String field, String fact) {
        from.find(field).ifPresent(value -> facts.put(fact, value));
    }

    private void count(String fact, Optional<Value> list) {
        put(fact, list.map(value -> value.asList().size()).orElse(0));
    }

    private void put(String fact, long number) {
        facts.put(fact, Value.of(number));
    }

    private static Predicate<Value> is(String field, String text) {
        return value -> value.asMap().find(field).filter(Value.of(text)::equals).isPresent();
    }

    private static Predicate<Value> has(String field) {
        return value -> value.asMap().has(field);
    }

    static MapValue map(MapValue map, String field) {
        return map.find(field).map(Value::asMap).orElse(NONE);
    }

    static List<Value> list(MapValue map, String field) {
        return map.find(field).map(Value::asList).orElse(List.of());
    }
}
