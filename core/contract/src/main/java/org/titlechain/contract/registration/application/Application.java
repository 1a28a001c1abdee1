package org.titlechain.contract.registration.application;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.value.UnitCode;
import org.titlechain.crypto.HashFunction;

/**
 * An application (申请): what is to be registered, for whom, and with which documents.
 *
 * @param materials codes of the documents that were handed in
 * @param linked numbers of the cases that must be entered together with it
 * @param value the application as it stands under {@code application/…}
 */
public record Application(
        String district,
        String number,
        String mode,
        List<Applicant> applicants,
        List<Item> items,
        List<String> materials,
        List<String> linked,
        Optional<Authority> authority,
        MapValue value) {
    private static final List<String> FIELDS = List.of(
            "type",
            "district",
            "number",
            "mode",
            "applicants",
            "items",
            "materials",
            "exemption",
            "linked",
            "authority");
    private static final List<String> MODES = List.of("joint", "unilateral", "entrusted", "ex-officio");
    private static final int MOST_ITEMS = 2_000;
    private static final int MOST_APPLICANTS = 1_000;

    /** The authority that entrusts a registration (嘱托), and the number of its document. */
    public record Authority(String organisation, String document) {}

    public Application {
        applicants = List.copyOf(applicants);
        items = List.copyOf(items);
        materials = List.copyOf(materials);
        linked = List.copyOf(linked);
    }

    /** Reads an application from its command or from the state. */
    public static Application read(Kinds kinds, MapValue map) {
        Fields fields = new Fields(map, "").only(FIELDS);
        List<Fields> items = fields.each("items");
        List<Fields> applicants = fields.each("applicants");
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw Refusal.malformed("items", "INVALID_VALUE");
        }
        if (applicants.size() > MOST_APPLICANTS) {
            throw Refusal.malformed("applicants", "INVALID_VALUE");
        }
        if (fields.has("exemption")) {
            String exemption = fields.text("exemption");
            Refusal.unless(
                    kinds.codes("exemption").contains(exemption),
                    RefusalCode.EXEMPTION_UNKNOWN,
                    "exemption",
                    exemption);
        }
        Map<String, Value> kept = new TreeMap<>(map.entries());
        kept.remove("type");
        Application application = new Application(
                fields.district("district"),
                fields.number("number"),
                fields.oneOf("mode", MODES),
                applicants.stream().map(Applicant::read).toList(),
                items.stream().map(item -> Item.read(kinds, item)).toList(),
                materials(fields),
                fields.numbers("linked"),
                fields.has("authority") ? Optional.of(authority(fields.fields("authority"))) : Optional.empty(),
                Value.map(kept));
        application.check();
        return application;
    }

    private static Authority authority(Fields fields) {
        fields.only(List.of("organisation", "document"));
        return new Authority(fields.text("organisation"), fields.text("document"));
    }

    /** The codes of the materials; each has its digest. */
    static List<String> materials(Fields fields) {
        List<String> codes = new ArrayList<>();
        for (Fields material : fields.each("materials")) {
            material.only(List.of("code", "document"));
            material.digest("document");
            codes.add(material.text("code"));
        }
        return codes;
    }

    private void check() {
        for (Item item : items) {
            Refusal.unless(
                    item.kind().modes().contains(mode),
                    RefusalCode.MODE_NOT_ALLOWED,
                    "kind",
                    item.kind().name());
        }
        if (mode.equals("entrusted") != authority.isPresent()) {
            throw Refusal.malformed("authority", authority.isPresent() ? "UNKNOWN_FIELD" : "MISSING_FIELD");
        }
        boolean asked = mode.equals("joint") || mode.equals("unilateral");
        if (asked && applicants.isEmpty()) {
            throw Refusal.malformed("applicants", "MISSING_FIELD");
        }
        if (linked.contains(number)) {
            throw Refusal.malformed("linked", "INVALID_VALUE");
        }
    }

    /** The application with more materials. */
    public Application with(Kinds kinds, Fields delivered) {
        materials(delivered);
        List<Value> all = new ArrayList<>(value.get("materials").asList());
        all.addAll(delivered.list("materials"));
        Map<String, Value> fields = new TreeMap<>(value.entries());
        fields.put("materials", Value.list(all));
        return read(kinds, Value.map(fields));
    }

    /** The canonical bytes of what is applied for: everything but the materials, which grow by supplements. */
    public byte[] appliedFor() {
        Map<String, Value> fields = new TreeMap<>(value.entries());
        fields.remove("materials");
        return CanonicalEncoder.encode(Value.map(fields));
    }

    /** The commitment to what is applied for: by it a department binds its word to the very parties and units. */
    public byte[] commitment(HashFunction hash) {
        return hash.hash(appliedFor());
    }

    /** The state key of the case; also what its sheets name as the message that wrote them. */
    public String caseKey() {
        return caseKey(district, number);
    }

    /** The state key of a case. */
    public static String caseKey(String district, String number) {
        return "registration/" + district + "/" + number;
    }

    /** The state key of the application. */
    public String key() {
        return key(district, number);
    }

    /** The state key of the application of a case. */
    public static String key(String district, String number) {
        return "application/" + district + "/" + number;
    }

    /** The units whose sheets the case writes, each once. */
    public List<UnitCode> units() {
        Set<UnitCode> units = new LinkedHashSet<>();
        items.forEach(item -> units.addAll(item.units()));
        return List.copyOf(units);
    }

    /** The units for which it waits in the queue. */
    public List<UnitCode> queued() {
        Set<UnitCode> units = new LinkedHashSet<>();
        items.stream().filter(item -> item.kind().queues()).forEach(item -> units.addAll(item.units()));
        return List.copyOf(units);
    }

    /** The kinds of its items, each once. */
    public List<Kind> kinds() {
        return items.stream().map(Item::kind).distinct().toList();
    }

    /** Whether the party is an applicant. */
    public boolean applies(Value party) {
        return applicants.stream().anyMatch(applicant -> applicant.party().equals(party));
    }

    /** Whether the party is an applicant on that side. */
    public boolean applies(Value party, String as) {
        return applicants.stream()
                .anyMatch(applicant ->
                        applicant.party().equals(party) && applicant.as().equals(as));
    }
}
