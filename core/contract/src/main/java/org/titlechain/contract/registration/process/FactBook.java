package org.titlechain.contract.registration.process;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.StateView;
import org.titlechain.contract.registration.application.FactKind;
import org.titlechain.contract.registration.application.Kinds;

/** What departments stated, as it counts at a time. */
public final class FactBook {
    private static final MapValue NONE = Value.map().build();

    private final StateView state;
    private final long time;

    /** @param time ms of the block */
    public FactBook(StateView state, long time) {
        this.state = state;
        this.time = time;
    }

    /** The state key of a fact. */
    public static String key(String fact, String about) {
        return "fact/" + fact + "/" + about;
    }

    /**
     * {@code confirmed} or {@code denied} when every department that spoke and whose word has not run out says so,
     * {@code contradicted} when they differ; empty when none spoke.
     */
    public Optional<String> outcome(String fact, String about) {
        String agreed = "";
        for (Value value : statements(fact, about)) {
            MapValue statement = value.asMap();
            if (statement.find("until").map(Value::asLong).orElse(Long.MAX_VALUE) < time) {
                continue;
            }
            String outcome = statement.get("outcome").asText();
            if (!agreed.isEmpty() && !agreed.equals(outcome)) {
                return Optional.of("contradicted");
            }
            agreed = outcome;
        }
        return agreed.isEmpty() ? Optional.empty() : Optional.of(agreed);
    }

    private Iterable<Value> statements(String fact, String about) {
        return state.find(key(fact, about))
                .map(value -> value.get("statements").asList())
                .orElse(List.of());
    }

    /** Whether the fact is confirmed. */
    public boolean isConfirmed(String fact, String about) {
        return outcome(fact, about).filter("confirmed"::equals).isPresent();
    }

    /** Every fact about the subject of the kind, with outcome and value, for rules. */
    public MapValue about(Kinds kinds, String subjectKind, String about) {
        TreeMap<String, Value> facts = new TreeMap<>();
        for (FactKind fact : kinds.facts()) {
            if (fact.about().equals(subjectKind)) {
                outcome(fact.name(), about)
                        .ifPresent(outcome -> facts.put(
                                fact.name(),
                                Value.map()
                                        .put("outcome", outcome)
                                        .put("value", value(fact.name(), about))
                                        .build()));
            }
        }
        return Value.map(facts);
    }

    private MapValue value(String fact, String about) {
        MapValue last = NONE;
        for (Value statement : statements(fact, about)) {
            last = statement.asMap().find("value").map(Value::asMap).orElse(last);
        }
        return last;
    }
}
