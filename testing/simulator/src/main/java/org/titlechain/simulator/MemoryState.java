package org.titlechain.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.StateView;

/** The state of a chain as a plain map. */
public final class MemoryState implements StateView {
    private final Map<String, MapValue> values = new HashMap<>();

    @Override
    public Optional<MapValue> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    void apply(List<Change> changes) {
        changes.forEach(change -> values.put(change.key(), change.value()));
    }
}
