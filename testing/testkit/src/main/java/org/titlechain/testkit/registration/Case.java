package org.titlechain.testkit.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.registration.application.Kind;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.contract.value.Share;

/**
 * A case as a test tells it. It begins as a complete application of its kinds with every material on paper; a test says
 * what is different and goes step by step.
 */
public final class Case {
    private final Office office;
    private final String number;
    private final List<Map<String, Value>> items = new ArrayList<>();
    private final Map<String, Value> applicants = new LinkedHashMap<>();
    private final List<String> materials = new ArrayList<>();
    private final Map<String, Value> more = new LinkedHashMap<>();
    private String mode = "";
    private String district = Office.DISTRICT;
    private Decision last = new Refused("NOT_TOLD", Value.map().build());

    Case(Office office, String number) {
        this.office = office;
        this.number = number;
    }

    /** Another item of the case; what follows is about it. */
    public Case and(String kind, String unit) {
        String[] names = kind.split("/", -1);
        Map<String, Value> item = new LinkedHashMap<>();
        item.put("kind", Value.of(names[0]));
        item.put("subkind", Value.of(names[1]));
        item.put("unit", Value.of(unit));
        items.add(item);
        Kind known = Kinds.load().find(kind).orElseThrow();
        if (mode.isEmpty()) {
            mode = known.modes().getFirst();
        }
        materials.addAll(known.materials());
        if (mode.equals("entrusted")) {
            more.put(
                    "authority",
                    Value.map()
                            .put("organisation", "示例市人民法院")
                            .put("document", "（2026）测执1号")
                            .build());
        }
        return this;
    }

    /** The number of the case; also the id of the first thing that it registers on a unit. */
    public String number() {
        return number;
    }

    /** The state key of the case. */
    public String key() {
        return "registration/" + district + "/" + number;
    }

    private Map<String, Value> item() {
        return items.getLast();
    }

    /** Sets a field of the item. */
    public Case with(String field, Value value) {
        item().put(field, value);
        return this;
    }

    /** Takes a field of the item out. */
    public Case without(String field) {
        item().remove(field);
        return this;
    }

    /** The case of another county's office. */
    public Case elsewhere(String county) {
        district = county;
        return this;
    }

    /** What the item is about: what an earlier case registered. */
    public Case target(Case earlier) {
        return target(earlier.number);
    }

    /** What the item is about, by its id. */
    public Case target(String id) {
        return with("target", Value.of(id));
    }

    /** The application's mode. */
    public Case mode(String other) {
        mode = other;
        return this;
    }

    /** A sole holder who applies. */
    public Case owner(String name) {
        return holder(name, "").with("coOwnership", Value.of("0"));
    }

    /** A holder who applies, with a share such as {@code 1/3}, or without. */
    public Case holder(String name, String share) {
        return applicant(name, "holder").silentHolder(name, share);
    }

    /** A holder who does not apply. */
    public Case silentHolder(String name, String share) {
        List<Value> holders = new ArrayList<>();
        Value known = item().get("holders");
        if (known != null) {
            holders.addAll(known.asList());
        }
        MapBuilder holder = Value.map().put("party", Office.party(name));
        Share.read(share)
                .ifPresent(read -> holder.put(
                        "share",
                        Value.map()
                                .put("numerator", read.numerator())
                                .put("denominator", read.denominator())
                                .build()));
        holders.add(holder.build());
        with("holders", Value.list(holders));
        if (holders.size() > 1) {
            with("coOwnership", Value.of(share.isEmpty() ? "1" : "2"));
        }
        return this;
    }

    /** A party to the application. */
    public Case applicant(String name, String as) {
        applicants.put(
                name + as,
                Value.map().put("party", Office.party(name)).put("as", as).build());
        return this;
    }

    /** Who disposes, by reference. */
    public Case from(byte[] party) {
        applicants.put(
                "obligor", Value.map().put("party", party).put("as", "obligor").build());
        return this;
    }

    /** Who disposes. */
    public Case from(String name) {
        return applicant(name, "obligor");
    }

    /** A mortgagee or another holder without a manner of co-ownership. */
    public Case to(String name) {
        return holder(name, "").without("coOwnership");
    }

    /** The term of the item, {@code yyyy-MM-dd}. */
    public Case term(String from, String until) {
        return with("term", Value.map().put("from", from).put("until", until).build());
    }

    /** A term of the item. */
    public Case term(String name, String value, boolean set) {
        return set ? with("terms", Value.map().put(name, value).build()) : without("terms");
    }

    /** A material more. */
    public Case material(String code) {
        materials.add(code);
        return this;
    }

    /** No material on paper. */
    public Case paperless() {
        materials.clear();
        return this;
    }

    /** A material less. */
    public Case lacking(String code) {
        materials.removeIf(code::equals);
        return this;
    }

    /** Another field of the application. */
    public Case field(String name, Value value) {
        more.put(name, value);
        return this;
    }

    /** The command with which it is applied for. */
    public MapBuilder application() {
        MapBuilder command = command("apply")
                .put("mode", mode)
                .put("applicants", Value.list(applicants.values()))
                .put("items", Value.list(items.stream().map(Value::map).toList()))
                .put(
                        "materials",
                        Value.list(materials.stream()
                                .distinct()
                                .map(code -> Value.map()
                                        .put("code", code)
                                        .put("document", Office.document(code))
                                        .build())
                                .toList()));
        more.forEach(command::put);
        return command;
    }

    private MapBuilder command(String act) {
        return Value.map()
                .put("type", "registration." + act)
                .put("district", district)
                .put("number", number);
    }

    /** Decides an act of the case as signed by the person. */
    public Case act(String act, String person, Map<String, Value> fields) {
        MapBuilder command = command(act);
        new TreeMap<>(fields).forEach(command::put);
        last = office.decide(command, person);
        return this;
    }

    /** Applies, at the window. */
    public Case apply() {
        return applyAs("acceptor");
    }

    /** Applies, with the key of the person. */
    public Case applyAs(String person) {
        last = office.decide(application(), person);
        return this;
    }

    /** The acceptor accepts. */
    public Case accept() {
        return act("accept", "acceptor", Map.of());
    }

    /** A reviewer passes the level. */
    public Case review(int level) {
        return act(
                "review",
                level == 1 ? "reviewer" : "reviewer2",
                Map.of("level", Value.of(level), "outcome", Value.of("passed")));
    }

    /** The reviewer was there. */
    public Case inspect() {
        return act(
                "inspect",
                "reviewer",
                Map.of("outcome", Value.of("passed"), "document", Value.of(Office.document("inspection"))));
    }

    /** Publishes the notice and lets it pass. */
    public Case announce() {
        act("notice.publish", "acceptor", Map.of("document", Value.of(Office.document("notice"))));
        office.later(40);
        return this;
    }

    /** The registrar enters it. */
    public Case register() {
        return act("register", "registrar", Map.of());
    }

    /** The contract decides it without people. */
    public Case auto() {
        return act("auto", "acceptor", Map.of());
    }

    /** From the application to the last level of review. */
    public Case approved() {
        apply().expectAccepted();
        accept().expectAccepted();
        MapValue file = file();
        if (file.get("inspection").asText().equals("needed")) {
            inspect().expectAccepted();
        }
        if (file.get("noticeDays").asLong() > 0) {
            announce();
        }
        for (int level = 1; level <= file.get("levels").asLong(); level++) {
            review(level).expectAccepted();
        }
        return this;
    }

    /** From the application to the entry. */
    public Case registered() {
        return approved().register().expectAccepted();
    }

    /** From the application to the certificates, where there are any. */
    public Case complete() {
        registered();
        if (!file().get("orders").asList().isEmpty()) {
            act("certificate", "issuer", Map.of()).expectAccepted();
        }
        return this;
    }

    /** The case as it stands in the state. */
    public MapValue file() {
        return office.register().find(key()).orElseThrow();
    }

    /** Where the case stands. */
    public String state() {
        return file().get("state").asText();
    }

    /** The last decision. */
    public Decision last() {
        return last;
    }

    /** What the last command was told. */
    public MapValue told() {
        return ((Accepted) last).result();
    }

    /** The last command took effect. */
    public Case expectAccepted() {
        if (last instanceof Refused refused) {
            throw new AssertionError("refused: " + refused.code() + " " + refused.facts());
        }
        return this;
    }

    /** The last command was refused with the code. */
    public Case expectRefused(String code) {
        String found = last instanceof Refused refused ? refused.code() : "accepted";
        if (!found.equals(code)) {
            throw new AssertionError("expected " + code + ", found " + found + " " + last);
        }
        return this;
    }

    /** A fact of the last refusal. */
    public String fact(String name) {
        return last instanceof Refused refused
                ? refused.facts().find(name).map(Value::asText).orElse("")
                : "";
    }
}
