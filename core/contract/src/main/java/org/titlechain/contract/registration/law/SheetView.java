package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** A sheet as laws look at it: its value and nothing that the contract drafted. */
public record SheetView(MapValue value) {
    /** The live rights. */
    public List<MapValue> rights() {
        return maps("rights");
    }

    /** The restrictions of the kind, by rank. */
    public List<MapValue> restrictions(String kind) {
        return maps("restrictions").stream()
                .filter(item -> text(item, "kind").equals(kind))
                .toList();
    }

    /** Rights and restrictions. */
    public List<MapValue> all() {
        return Stream.concat(rights().stream(), maps("restrictions").stream()).toList();
    }

    /** The identifiers of rights and restrictions. */
    public List<String> ids() {
        return all().stream().map(item -> text(item, "id")).toList();
    }

    /** The right or restriction with the identifier. */
    public Optional<MapValue> find(String id) {
        return all().stream().filter(item -> text(item, "id").equals(id)).findFirst();
    }

    /** The seizures in effect. */
    public List<MapValue> liveSeizures() {
        return restrictions("seizure").stream()
                .filter(item -> text(item, "state").equals("live"))
                .toList();
    }

    /** The maps of a list. */
    public List<MapValue> maps(String field) {
        return value.get(field).asList().stream().map(Value::asMap).toList();
    }

    /** The codes of the units that it came from or went into: {@code from}, {@code to}. */
    public List<String> lineage(String direction) {
        return value.get("lineage").asMap().get(direction).asList().stream()
                .map(Value::asText)
                .toList();
    }

    /** A text of a right or restriction. */
    public static String text(MapValue item, String field) {
        return item.get(field).asText();
    }
}
