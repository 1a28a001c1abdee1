package org.titlechain.contract.record.message;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.value.LocalDateTimeText;
import org.titlechain.contract.value.UnitCode;

/**
 * One row of a message.
 *
 * @param table the table's name in the standard
 * @param fields the attributes that are not personal, as texts
 * @param parties party references under the attribute that identifies the party
 * @param seal the commitment to the personal fields
 * @param unfit attributes whose value has not the form that it should have and was sealed therefore
 */
public record Row(String table, MapValue fields, MapValue parties, Optional<Value> seal, List<String> unfit) {
    private static final MapValue NONE = Value.map().build();

    public Row {
        unfit = List.copyOf(unfit);
    }

    /** Reads a row of a command; a {@link org.titlechain.codec.CodecException} when it is not one. */
    static Row read(MapValue map) {
        MapValue fields = map.get("fields").asMap();
        Optional<Value> seal = map.find("sealed");
        seal.ifPresent(Value::asBytes);
        MapValue parties = map.find("parties").map(Value::asMap).orElse(NONE);
        parties.entries().values().forEach(Value::asBytes);
        String table = map.get("table").asText();
        boolean summary = fields.entries().size() == 1 && fields.has("rows");
        if (summary) {
            fields.get("rows").asLong();
        } else {
            fields.entries().values().forEach(Value::asText);
        }
        return new Row(table, summary ? NONE : fields, parties, seal, texts(map, "unfit"));
    }

    /** The texts of an optional list; empty when there is none. */
    static List<String> texts(MapValue map, String field) {
        return map.find(field).map(Value::asList).orElse(List.of()).stream()
                .map(Value::asText)
                .toList();
    }

    /** The attribute's text, if it was sent. */
    public Optional<String> text(String attribute) {
        return fields.find(attribute).map(Value::asText);
    }

    /** The first of the attributes that was sent. */
    public Optional<String> text(String attribute, String otherwise) {
        Optional<String> text = text(attribute);
        return text.isPresent() ? text : text(otherwise);
    }

    /** Whether the attribute was sent with this text. */
    public boolean is(String attribute, String expected) {
        return fields.entries().get(attribute) instanceof Value.TextValue(String text) && text.equals(expected);
    }

    /** Whether the attribute was sent. */
    public boolean has(String attribute) {
        return fields.has(attribute);
    }

    /** The time in the attribute; empty when it was not sent or cannot be read. */
    public Optional<LocalDateTimeText> time(String attribute) {
        return text(attribute).flatMap(LocalDateTimeText::read);
    }

    /** The reference of the party that the attribute identifies. */
    public Optional<Value> party(String attribute) {
        return parties.find(attribute);
    }

    /** The unit that the row is about; empty when it was not sent or cannot carry a sheet. */
    public Optional<UnitCode> unit() {
        return text("BDCDYH").flatMap(UnitCode::read);
    }

    /** The case number (业务号). */
    public Optional<String> caseNumber() {
        return text("YWH");
    }

    /** The case that this one follows: SSYWH in the newer layout, SCYWH in that of 2015. */
    public Optional<String> previousCase() {
        return text("SSYWH", "SCYWH");
    }

    /** Whether the row says that its right is history or ended (QSZT 2 or 3). */
    public boolean saysEnded() {
        return is("QSZT", "2") || is("QSZT", "3");
    }
}
