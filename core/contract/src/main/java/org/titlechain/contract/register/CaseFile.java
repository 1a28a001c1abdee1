package org.titlechain.contract.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.value.UnitCode;

/**
 * What the register knows of a case (业务): its units, messages and steps, and the units on which what it registered has
 * ended. The last keeps a message that comes late from reviving what is over.
 */
final class CaseFile {
    private final List<Value> units = new ArrayList<>();
    private final List<Value> messages = new ArrayList<>();
    private List<Value> steps = new ArrayList<>();
    private final TreeMap<String, Value> ended = new TreeMap<>();
    private final boolean known;
    private boolean touched;

    CaseFile(Optional<MapValue> value) {
        known = value.isPresent();
        value.ifPresent(map -> {
            units.addAll(map.get("units").asList());
            messages.addAll(map.get("messages").asList());
            steps.addAll(map.get("steps").asList());
            map.find("ended").ifPresent(there -> ended.putAll(there.asMap().entries()));
        });
    }

    /** Whether a message told of the case before this one. */
    boolean isKnown() {
        return known;
    }

    boolean isTouched() {
        return touched;
    }

    boolean hasEndedOn(UnitCode unit) {
        return ended.containsKey(unit.text());
    }

    Optional<String> endedBy(UnitCode unit) {
        return Optional.ofNullable(ended.get(unit.text()))
                .map(updated -> updated.asMap().get("message").asText());
    }

    void endOn(UnitCode unit, MapValue updated) {
        touched = true;
        ended.put(unit.text(), updated);
    }

    void resumeOn(UnitCode unit) {
        touched |= ended.remove(unit.text()) != null;
    }

    void addUnit(UnitCode unit) {
        touched = true;
        Value value = Value.of(unit.text());
        if (!units.contains(value)) {
            units.add(value);
        }
    }

    void addMessage(String message, List<Value> itsSteps) {
        touched = true;
        Value value = Value.of(message);
        if (!messages.contains(value)) {
            messages.add(value);
        }
        if (!itsSteps.isEmpty()) {
            steps = itsSteps;
        }
    }

    MapValue toValue() {
        MapBuilder map = Value.map()
                .put("units", Value.list(units))
                .put("messages", Value.list(messages))
                .put("steps", Value.list(steps));
        if (!ended.isEmpty()) {
            map.put("ended", Value.map(ended));
        }
        return map.build();
    }
}
