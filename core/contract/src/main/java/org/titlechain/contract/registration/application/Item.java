package org.titlechain.contract.registration.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.IntegerValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.TextValue;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.value.UnitCode;

/**
 * One thing that a case registers (登记事项). Fields are those that the table of kinds allows, each checked when it was
 * read.
 *
 * @param value the item as applied
 */
public record Item(Kind kind, UnitCode unit, MapValue value) {
    private static final long LARGEST_AREA = 1L << 50;
    private static final int MOST_PARTS = 100;
    private static final List<String> TERM = List.of("from", "until");
    private static final List<String> PART = List.of("unit", "areaSquareCentimetres", "location", "nature");
    private static final List<String> MERGED = List.of("unit", "target");
    private static final List<String> TERMS = List.of("transferRestricted", "scope", "conditions", "property", "claim");

    /** A unit that a split or merger makes. */
    public record Part(UnitCode unit, long area, MapValue value) {}

    /** Another unit that a merger takes in, and its right. */
    public record Merged(UnitCode unit, String target) {}

    static Item read(Kinds kinds, Fields fields) {
        String name = fields.text("kind") + "/" + fields.text("subkind");
        Kind kind = kinds.find(name).orElseThrow(() -> Refusal.of(RefusalCode.KIND_UNKNOWN, "kind", name));
        List<String> known = new ArrayList<>(List.of("kind", "subkind", "unit"));
        for (String field : kind.fields()) {
            boolean needed = !field.endsWith("?");
            String plain = needed ? field : field.substring(0, field.length() - 1);
            known.add(plain);
            if (needed && !fields.has(plain)) {
                throw Refusal.malformed(fields.at(plain), "MISSING_FIELD");
            }
        }
        fields.only(known);
        for (String field : known) {
            if (fields.has(field)) {
                check(fields, field);
            }
        }
        return new Item(kind, fields.unit("unit"), fields.map());
    }

    private static void check(Fields fields, String field) {
        switch (field) {
            case "target", "other", "rightType", "location" -> fields.text(field);
            case "holders" -> {
                if (holders(fields).isEmpty()) {
                    throw Refusal.of(RefusalCode.HOLDERS_INVALID, "field", fields.at(field));
                }
            }
            case "coOwnership" -> fields.oneOf(field, List.of("0", "1", "2"));
            case "term" -> term(fields.fields(field).only(TERM));
            case "areaSquareCentimetres" -> fields.integer(field, 1, LARGEST_AREA);
            case "nature" -> nature(fields.map(field), fields.at(field));
            case "terms" -> terms(fields.fields(field).only(TERMS));
            case "amount" -> fields.digest(field);
            case "dominant" -> fields.unit(field);
            case "into" -> parts(fields);
            case "from" -> merged(fields);
            default -> {
                // kind, subkind and unit are read where they are needed
            }
        }
    }

    private static List<Holder> holders(Fields fields) {
        return fields.each("holders").stream().map(Holder::read).toList();
    }

    private static void term(Fields term) {
        Optional<LocalDate> from = term.has("from") ? Optional.of(term.date("from")) : Optional.empty();
        Optional<LocalDate> until = term.has("until") ? Optional.of(term.date("until")) : Optional.empty();
        if (from.isEmpty() && until.isEmpty()
                || from.isPresent() && until.isPresent() && from.get().isAfter(until.get())) {
            throw Refusal.of(RefusalCode.TERM_INVALID, "field", term.at(""));
        }
    }

    private static void nature(MapValue nature, String place) {
        for (Map.Entry<String, Value> entry : nature.entries().entrySet()) {
            boolean fit = isNature(entry.getKey(), entry.getValue());
            if (!fit) {
                throw Refusal.malformed(place + "." + entry.getKey(), "INVALID_VALUE");
            }
        }
    }

    private static boolean isNature(String name, Value value) {
        if (name.endsWith("SquareCentimetres")) {
            return value instanceof IntegerValue area && area.value() >= 0 && area.value() <= LARGEST_AREA;
        }
        return value instanceof TextValue text && NatureNames.isKnown(name, text.value());
    }

    private static void terms(Fields terms) {
        terms.map().entries().keySet().forEach(terms::text);
        if (terms.has("transferRestricted")) {
            terms.oneOf("transferRestricted", List.of("0", "1"));
        }
    }

    private static List<Part> parts(Fields fields) {
        List<Part> parts = new ArrayList<>();
        for (Fields part : fields.each("into")) {
            part.only(PART);
            if (part.has("location")) {
                part.text("location");
            }
            if (part.has("nature")) {
                nature(part.map("nature"), part.at("nature"));
            }
            parts.add(new Part(part.unit("unit"), part.integer("areaSquareCentimetres", 1, LARGEST_AREA), part.map()));
        }
        once(fields, "into", parts.stream().map(Part::unit).toList());
        return parts;
    }

    private static List<Merged> merged(Fields fields) {
        List<Merged> merged = new ArrayList<>();
        for (Fields one : fields.each("from")) {
            one.only(MERGED);
            merged.add(new Merged(one.unit("unit"), one.text("target")));
        }
        once(fields, "from", merged.stream().map(Merged::unit).toList());
        return merged;
    }

    private static void once(Fields fields, String field, List<UnitCode> units) {
        boolean fit = !units.isEmpty()
                && units.size() <= MOST_PARTS
                && units.stream().distinct().count() == units.size();
        if (!fit) {
            throw Refusal.malformed(fields.at(field), "INVALID_VALUE");
        }
    }

    private Fields fields() {
        return new Fields(value, "");
    }

    /** Whether the field was applied for. */
    public boolean has(String field) {
        return value.has(field);
    }

    /** The identifier of what it is about. */
    public String target() {
        return value.get("target").asText();
    }

    /** The field as text. */
    public Optional<String> text(String field) {
        return value.find(field).map(Value::asText);
    }

    /** The holders as applied; none where there is no such field. */
    public List<Holder> holders() {
        return has("holders") ? holders(fields()) : List.of();
    }

    /** The area in square centimetres. */
    public Optional<Long> area() {
        return value.find("areaSquareCentimetres").map(Value::asLong);
    }

    /** The natural state as applied. */
    public Map<String, Value> nature() {
        return value.find("nature").map(map -> map.asMap().entries()).orElse(Collections.emptySortedMap());
    }

    /** The end of the term as applied. */
    public Optional<LocalDate> until() {
        return value.find("term")
                .flatMap(term -> term.asMap().find("until"))
                .flatMap(day -> Fields.dateOf(day.asText()));
    }

    /** The beginning of the term as applied. */
    public Optional<LocalDate> from() {
        return value.find("term")
                .flatMap(term -> term.asMap().find("from"))
                .flatMap(day -> Fields.dateOf(day.asText()));
    }

    /** The units that it makes. */
    public List<Part> parts() {
        return has("into") ? parts(fields()) : List.of();
    }

    /** The other units that it merges. */
    public List<Merged> merged() {
        return has("from") ? merged(fields()) : List.of();
    }

    /** The dominant unit of an easement. */
    public Optional<UnitCode> dominant() {
        return has("dominant") ? Optional.of(fields().unit("dominant")) : Optional.empty();
    }

    /** Every unit whose sheet it writes. */
    public List<UnitCode> units() {
        List<UnitCode> units = new ArrayList<>(List.of(unit));
        merged().forEach(one -> units.add(one.unit()));
        parts().forEach(part -> units.add(part.unit()));
        dominant().ifPresent(units::add);
        return units.stream().distinct().toList();
    }
}
