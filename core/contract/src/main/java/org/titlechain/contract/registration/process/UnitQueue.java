package org.titlechain.contract.registration.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.titlechain.codec.Value;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.value.UnitCode;

/** The cases that wait for each unit, in the order of their acceptance. */
public final class UnitQueue {
    private final StateView state;
    private final Map<String, List<String>> written = new LinkedHashMap<>();

    public UnitQueue(StateView state) {
        this.state = state;
    }

    private static String key(UnitCode unit) {
        return "queue/" + unit.text();
    }

    private List<String> cases(UnitCode unit) {
        List<String> drafted = written.get(key(unit));
        if (drafted != null) {
            return drafted;
        }
        return state.find(key(unit))
                .map(value ->
                        value.get("cases").asList().stream().map(Value::asText).toList())
                .orElse(List.of());
    }

    /** Puts the case behind those that wait for the units. */
    public void join(String caseKey, List<UnitCode> units) {
        for (UnitCode unit : units) {
            List<String> cases = new ArrayList<>(cases(unit));
            cases.add(caseKey);
            written.put(key(unit), cases);
        }
    }

    /** Takes the case out of the queues. */
    public void leave(String caseKey, List<UnitCode> units) {
        for (UnitCode unit : units) {
            List<String> cases = new ArrayList<>(cases(unit));
            if (cases.remove(caseKey)) {
                written.put(key(unit), cases);
            }
        }
    }

    /** Refuses a case that others stand before, and takes it out of the queues. */
    public void serve(String caseKey, List<UnitCode> units) {
        for (UnitCode unit : units) {
            List<String> cases = cases(unit);
            if (!cases.isEmpty() && !cases.getFirst().equals(caseKey)) {
                throw Refusal.of(
                        RefusalCode.CASE_QUEUED_BEHIND,
                        Value.map().put("unit", unit.text()).put("ahead", cases.getFirst()));
            }
        }
        leave(caseKey, units);
    }

    /** What is written. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        written.forEach((key, cases) -> changes.add(
                new Change(key, Value.map().put("cases", Value.texts(cases)).build())));
        return changes;
    }
}
