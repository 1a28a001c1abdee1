package org.titlechain.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.IntegerValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.TextValue;

/** Reads canonical maps of the register ({@code docs/register-model.md}); what is missing is empty. */
final class Sheets {
    private Sheets() {}

    static String text(MapValue map, String field) {
        return map.find(field).orElse(Value.NullValue.NULL) instanceof TextValue(String text) ? text : "";
    }

    static Optional<Long> integer(MapValue map, String field) {
        return map.find(field).orElse(Value.NullValue.NULL) instanceof IntegerValue(long number)
                ? Optional.of(number)
                : Optional.empty();
    }

    static List<MapValue> maps(MapValue map, String field) {
        List<MapValue> maps = new ArrayList<>();
        for (Value item : items(map, field)) {
            if (item instanceof MapValue found) {
                maps.add(found);
            }
        }
        return maps;
    }

    static List<String> texts(MapValue map, String field) {
        List<String> texts = new ArrayList<>();
        for (Value item : items(map, field)) {
            if (item instanceof TextValue(String text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    static Optional<MapValue> map(MapValue map, String field) {
        return map.find(field).filter(MapValue.class::isInstance).map(Value::asMap);
    }

    private static List<Value> items(MapValue map, String field) {
        return map.find(field).orElse(Value.NullValue.NULL) instanceof Value.ListValue(List<Value> items)
                ? items
                : List.of();
    }

    /** What the search needs of a unit's sheet. */
    static UnitRow unit(MapValue sheet, long version, long height, long time) {
        MapValue nature = map(sheet, "nature").orElseGet(() -> Value.map().build());
        List<MapValue> rights = maps(sheet, "rights");
        List<MapValue> restrictions = maps(sheet, "restrictions");
        TreeSet<byte[]> parties = new TreeSet<>(java.util.Arrays::compareUnsigned);
        for (MapValue right : rights) {
            for (MapValue holder : maps(right, "holders")) {
                holder.find("party").ifPresent(party -> parties.add(party.asBytes()));
            }
        }
        return new UnitRow(
                text(sheet, "unit"),
                text(sheet, "location"),
                text(sheet, "kind"),
                text(sheet, "state"),
                text(sheet, "district"),
                text(sheet, "parcel"),
                integer(nature, "areaSquareCentimetres"),
                text(nature, "use"),
                rights.size(),
                restrictions.stream()
                        .map(restriction -> text(restriction, "kind"))
                        .toList(),
                maps(sheet, "certificates").stream()
                        .map(certificate -> text(certificate, "number"))
                        .toList(),
                List.copyOf(parties),
                version,
                height,
                time);
    }
}
