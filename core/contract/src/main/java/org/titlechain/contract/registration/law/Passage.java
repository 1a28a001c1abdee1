package org.titlechain.contract.registration.law;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.StateView;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.crypto.HashFunction;

/** What one command changed: the state before, and what it wrote. */
public final class Passage {
    private static final String CASE = "registration/";

    private final StateView before;
    private final Map<String, MapValue> written = new LinkedHashMap<>();
    private final HashFunction hash;
    private final List<Application> applications = new ArrayList<>();

    /** A sheet before and after. */
    public record Turn(String unit, Optional<SheetView> before, SheetView after) {}

    public Passage(StateView before, List<Change> changes, HashFunction hash) {
        this.before = before;
        this.hash = hash;
        changes.forEach(change -> written.put(change.key(), change.value()));
        for (String key : written.keySet()) {
            if (key.startsWith(CASE)) {
                after("application/" + key.substring(CASE.length()))
                        .ifPresent(value -> applications.add(Application.read(Kinds.load(), value)));
            }
        }
    }

    /** The value before the command. */
    public Optional<MapValue> before(String key) {
        return before.find(key);
    }

    /** The value after it. */
    public Optional<MapValue> after(String key) {
        MapValue value = written.get(key);
        return value != null ? Optional.of(value) : before.find(key);
    }

    /** Whether the command wrote the key. */
    public boolean wrote(String key) {
        return written.containsKey(key);
    }

    /** The digest of a value's bytes. */
    public Value digest(MapValue value) {
        return Value.of(hash.hash(CanonicalEncoder.encode(value)));
    }

    /** The sheets that were written. */
    public List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        written.forEach((key, value) -> {
            if (key.startsWith("unit/")) {
                turns.add(new Turn(
                        value.get("unit").asText(), before.find(key).map(SheetView::new), new SheetView(value)));
            }
        });
        return turns;
    }

    /** Whether a case that was written has an item of one of the kinds that touches the unit. */
    public boolean registers(String unit, String... names) {
        for (Application application : applications) {
            boolean found = application.items().stream()
                    .anyMatch(item -> List.of(names).contains(item.kind().name())
                            && item.units().stream()
                                    .anyMatch(code -> code.text().equals(unit)));
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** Whether a party of the right or restriction applied in a case that was written. */
    public boolean applies(MapValue registered) {
        for (Value holder : registered.get("holders").asList()) {
            Optional<Value> party = holder.asMap().find("party");
            if (party.isPresent() && applications.stream().anyMatch(application -> application.applies(party.get()))) {
                return true;
            }
        }
        return false;
    }
}
