package org.titlechain.rules.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.register.Registered;

/** What the register says about the unit of an item and about what the item targets. */
final class SheetFacts {
    private static final int DATE_LENGTH = 10;

    private final MapValue sheet;
    private final List<Registered> rights;
    private final List<Registered> restrictions;
    private final Map<String, Value> facts;

    private SheetFacts(MapValue sheet, Map<String, Value> facts) {
        this.sheet = sheet;
        this.rights = registered(sheet, "rights");
        this.restrictions = registered(sheet, "restrictions");
        this.facts = facts;
    }

    static void derive(MapValue told, Map<String, Value> facts) {
        told.find("registered").ifPresent(registered -> facts.put("unit.registered", registered));
        if (!told.has("sheet")) {
            return;
        }
        SheetFacts derived = new SheetFacts(CaseFacts.map(told, "sheet"), facts);
        derived.unit();
        derived.restrictions();
        derived.target(CaseFacts.map(told, "item"));
        derived.consents(CaseFacts.map(told, "item"), CaseFacts.list(told, "parties"));
    }

    private static List<Registered> registered(MapValue sheet, String field) {
        return CaseFacts.list(sheet, field).stream()
                .map(value -> new Registered(value.asMap()))
                .toList();
    }

    private void unit() {
        facts.put("unit.live", Value.of(Value.of("live").equals(sheet.entries().get("state"))));
        sheet.find("kind").ifPresent(kind -> facts.put("unit.kind", kind));
        facts.put("unit.virtual", sheet.find("virtual").orElse(Value.of(false)));
        facts.put("unit.rights", Value.of(rights.size()));
        CaseFacts.map(sheet, "nature")
                .find("areaSquareCentimetres")
                .ifPresent(area -> facts.put("unit.areaSquareCentimetres", area));
    }

    private void restrictions() {
        List<Registered> seizures = of("seizure");
        long live = seizures.stream().filter(Registered::isLive).count();
        facts.put("unit.seized", Value.of(live > 0));
        facts.put("unit.seizuresWaiting", Value.of(seizures.size() - live));
        facts.put("unit.mortgages", Value.of(of("mortgage").size()));
        facts.put(
                "unit.transferRestricted",
                Value.of(of("mortgage").stream()
                        .anyMatch(mortgage -> mortgage.term("transferRestricted")
                                .filter("1"::equals)
                                .isPresent())));
        facts.put("unit.notices", Value.of(of("notice").size()));
        facts.put("unit.objections", Value.of(of("objection").size()));
        facts.put("unit.habitations", Value.of(of("habitation").size()));
        facts.put("unit.easements", Value.of(of("easement").size()));
        facts.put("unit.restrictions", Value.of(of("restriction").size()));
    }

    private void target(MapValue item) {
        Optional<Registered> target = targeted(item);
        facts.put("target.found", Value.of(target.isPresent()));
        if (target.isEmpty()) {
            return;
        }
        MapValue value = target.get().value();
        facts.put("target.holders", Value.of(target.get().holders().size()));
        value.find("coOwnership").ifPresent(manner -> facts.put("target.coOwnership", manner));
        value.find("rightType").ifPresent(type -> facts.put("target.rightType", type));
        shares(target.get().holders()).ifPresent(shares -> facts.put("target.shares", shares));
        target.get()
                .until()
                .filter(until -> until.length() >= DATE_LENGTH)
                .ifPresent(until -> facts.put("target.termUntil", Value.of(until.substring(0, DATE_LENGTH))));
    }

    private Optional<Registered> targeted(MapValue item) {
        Optional<String> id = item.find("target").map(Value::asText);
        for (List<Registered> all : List.of(rights, restrictions)) {
            for (Registered registered : all) {
                if (id.isPresent() && id.get().equals(registered.id())) {
                    return Optional.of(registered);
                }
            }
        }
        return Optional.empty();
    }

    private void consents(MapValue item, List<Value> parties) {
        Set<String> applying = parties(parties);
        Set<String> applyingOrAcquiring = new TreeSet<>(applying);
        applyingOrAcquiring.addAll(parties(CaseFacts.list(item, "holders")));
        targeted(item).ifPresent(target -> facts.put("consent.coOwners", Value.of(allIn(applying, target))));
        facts.put("consent.mortgagees", Value.of(allIn(applying, of("mortgage"))));
        facts.put("consent.noticeHolders", Value.of(allIn(applyingOrAcquiring, of("notice"))));
        facts.put("consent.habitants", Value.of(allIn(applying, of("habitation"))));
    }

    private static boolean allIn(Set<String> parties, List<Registered> all) {
        return all.stream().allMatch(registered -> allIn(parties, registered));
    }

    private static boolean allIn(Set<String> parties, Registered registered) {
        return registered.holders().stream()
                .allMatch(holder -> holder.asMap()
                        .find("party")
                        .map(Value::toString)
                        .filter(parties::contains)
                        .isPresent());
    }

    private static Set<String> parties(List<Value> parties) {
        Set<String> references = new TreeSet<>();
        for (Value party : parties) {
            party.asMap().find("party").map(Value::toString).ifPresent(references::add);
        }
        return references;
    }

    private List<Registered> of(String kind) {
        return restrictions.stream()
                .filter(restriction -> restriction.kind().equals(kind))
                .toList();
    }

    /** The shares of the holders as texts; empty when one has none. */
    static Optional<Value> shares(List<Value> holders) {
        List<String> shares = new ArrayList<>();
        for (Value holder : holders) {
            Optional<Value> share = holder.asMap().find("share");
            if (share.isEmpty()) {
                return Optional.empty();
            }
            MapValue fraction = share.get().asMap();
            shares.add(fraction.get("numerator").asLong() + "/"
                    + fraction.get("denominator").asLong());
        }
        return shares.isEmpty() ? Optional.empty() : Optional.of(Value.texts(shares));
    }
}
