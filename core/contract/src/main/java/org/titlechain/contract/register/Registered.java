package org.titlechain.contract.register;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/**
 * A right or a restriction as it stands on a sheet ({@code docs/register-model.md}). Restrictions also have a rank, a
 * kind and a state.
 */
public record Registered(MapValue value) {
    private static final MapValue NONE = Value.map().build();

    /** The case number, with an ordinal where one case registered several. */
    public String id() {
        return text("id");
    }

    /** The case that registered it. */
    public String caseNumber() {
        return text("case");
    }

    /** The message that brought it. */
    public String message() {
        return text("message");
    }

    /** The table that it was sent in. */
    public String table() {
        return text("table");
    }

    /** When it was registered, in ms. */
    public long time() {
        return value.get("registeredTime").asLong();
    }

    /** The restriction's kind, such as {@code mortgage}; empty text for a right. */
    public String kind() {
        return value.find("kind").map(Value::asText).orElse("");
    }

    /** Whether the restriction is in effect; a waiting seizure is not. */
    public boolean isLive() {
        return !value.find("state")
                .filter(state -> state.equals(Value.of("waiting")))
                .isPresent();
    }

    /** The restriction's rank within its kind, from 1; 0 for a right. */
    public long rank() {
        return value.find("rank").map(Value::asLong).orElse(0L);
    }

    /** The area in square centimetres. */
    public Optional<Long> area() {
        return value.find("areaSquareCentimetres").map(Value::asLong);
    }

    /** The end of its term as sent. */
    public Optional<String> until() {
        return value.find("term").flatMap(term -> term.asMap().find("until")).map(Value::asText);
    }

    /** Its holders, in order. */
    public List<Value> holders() {
        return value.find("holders").map(Value::asList).orElse(List.of());
    }

    /** Whether the party is one of its holders. */
    public boolean isHeldBy(Value party) {
        for (Value holder : holders()) {
            if (holder.asMap().find("party").filter(party::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whether both have a holder in common. */
    public boolean sharesHolderWith(Registered other) {
        for (Value holder : other.holders()) {
            Optional<Value> party = holder.asMap().find("party");
            if (party.isPresent() && isHeldBy(party.get())) {
                return true;
            }
        }
        return false;
    }

    /** Another field of it, under {@code terms}. */
    public Optional<String> term(String name) {
        return value.find("terms").map(Value::asMap).orElse(NONE).find(name).map(Value::asText);
    }

    /** The same with one field set. */
    public Registered with(String field, Value changed) {
        TreeMap<String, Value> fields = new TreeMap<>(value.entries());
        fields.put(field, changed);
        return new Registered(Value.map(fields));
    }

    /** The same with one of its {@code terms} set. */
    public Registered withTerm(String name, Value changed) {
        TreeMap<String, Value> terms =
                new TreeMap<>(value.find("terms").map(Value::asMap).orElse(NONE).entries());
        terms.put(name, changed);
        return with("terms", Value.map(terms));
    }

    /** The same without one of its {@code terms}. */
    public Registered withoutTerm(String name) {
        TreeMap<String, Value> terms =
                new TreeMap<>(value.find("terms").map(Value::asMap).orElse(NONE).entries());
        terms.remove(name);
        return with("terms", Value.map(terms));
    }

    private String text(String field) {
        return value.get(field).asText();
    }
}
