package org.titlechain.contract.registration.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.rule.PackReference;

/** A case (业务) while one command is decided on it; what it holds is in {@code docs/registration-contract.md}. */
public final class RegistrationCase {
    private final TreeMap<String, Value> fields;
    private final List<Value> steps;

    private RegistrationCase(MapValue value) {
        this.fields = new TreeMap<>(value.entries());
        this.steps = new ArrayList<>(value.get("steps").asList());
    }

    /** A case that begins with its application. */
    public static RegistrationCase begin(Application application, Actor actor, BlockContext context) {
        return new RegistrationCase(Value.map()
                .put("district", application.district())
                .put("number", application.number())
                .put("mode", application.mode())
                .put("state", CaseState.APPLIED.label())
                .put(
                        "kinds",
                        Value.texts(application.kinds().stream()
                                .map(kind -> kind.name())
                                .toList()))
                .put(
                        "units",
                        Value.texts(application.units().stream()
                                .map(unit -> unit.text())
                                .toList()))
                .put("linked", Value.texts(application.linked()))
                .put("filer", actor.key())
                .put("applied", context.time())
                .put("outcomes", Value.list(List.of()))
                .put("certificates", Value.list(List.of()))
                .put("steps", Value.list(List.of()))
                .build());
    }

    /** The case of the number, or a refusal. */
    public static RegistrationCase find(StateView state, String district, String number) {
        return state.find(Application.caseKey(district, number))
                .map(RegistrationCase::new)
                .orElseThrow(() -> Refusal.of(RefusalCode.CASE_UNKNOWN, "case", number));
    }

    /** The case as it stands now, for another outcome of the same command. */
    public RegistrationCase copy() {
        TreeMap<String, Value> copied = new TreeMap<>(fields);
        copied.put("steps", Value.list(steps));
        return new RegistrationCase(Value.map(copied));
    }

    /** Its state key. */
    public String key() {
        return Application.caseKey(text("district"), number());
    }

    /** Its number. */
    public String number() {
        return text("number");
    }

    /** Where it stands. */
    public CaseState state() {
        return CaseState.ofLabel(text("state"));
    }

    /** Where it stands from now on. */
    public void become(CaseState next) {
        put("state", Value.of(next.label()));
    }

    /** Refuses the command in any other state. */
    public void needs(String command, CaseState... allowed) {
        if (!Arrays.asList(allowed).contains(state())) {
            throw Refusal.of(
                    RefusalCode.CASE_STEP_ORDER,
                    Value.map()
                            .put("case", number())
                            .put("state", state().label())
                            .put("command", command));
        }
    }

    private String text(String field) {
        return need(field).asText();
    }

    private Value need(String field) {
        return find(field).orElseThrow(() -> new IllegalStateException("a case without " + field));
    }

    /** A field of it. */
    public Optional<Value> find(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** A number, or what it is without one. */
    public long number(String field, long otherwise) {
        return find(field).map(Value::asLong).orElse(otherwise);
    }

    /** Sets a field. */
    public void put(String field, Value value) {
        fields.put(field, value);
    }

    /** Takes a field out. */
    public void remove(String field) {
        fields.remove(field);
    }

    /** Adds to a list. */
    public void add(String field, List<? extends Value> more) {
        List<Value> all = new ArrayList<>(find(field).map(Value::asList).orElse(List.of()));
        all.addAll(more);
        put(field, Value.list(all));
    }

    /** The rule packs that it is pinned to. */
    public List<PackReference> packs() {
        return find("packs").map(Value::asList).orElse(List.of()).stream()
                .map(pack -> PackReference.read(pack.asMap()))
                .toList();
    }

    /** The linked cases. */
    public List<String> linked() {
        return need("linked").asList().stream().map(Value::asText).toList();
    }

    /** Whether the key filed the application. */
    public boolean isFiledBy(Value key) {
        return need("filer").equals(key);
    }

    /** Notes a step; more can be said of it in the builder. */
    public void step(String stage, Actor actor, BlockContext context, MapBuilder more) {
        MapBuilder step = Value.map()
                .put("stage", stage)
                .put("time", context.time())
                .put("height", context.height())
                .put("entry", context.entryId())
                .put("staff", actor.key())
                .put("organisation", actor.organisation());
        more.build().entries().forEach(step::put);
        steps.add(step.build());
    }

    /** Its steps, oldest first. */
    public List<Value> steps() {
        return List.copyOf(steps);
    }

    /**
     * Refuses a key that did another of the acts that different people have to do: who applied, the acceptor, the
     * reviewers of each level and the registrar.
     *
     * @param stage what the key is about to do
     * @param level the level of review, 0 for other stages
     */
    public void separate(Actor actor, String stage, long level) {
        if (isFiledBy(actor.key())) {
            throw samePerson(stage, "application");
        }
        for (Value value : steps) {
            MapValue step = value.asMap();
            String done = step.get("stage").asText();
            long doneLevel = step.find("level").map(Value::asLong).orElse(0L);
            boolean counts = List.of("acceptance", "review", "registration").contains(done);
            if (counts && step.get("staff").equals(actor.key()) && !(done.equals(stage) && doneLevel == level)) {
                throw samePerson(stage, done);
            }
        }
    }

    private static Refusal samePerson(String stage, String other) {
        return Refusal.of(
                RefusalCode.CASE_SAME_PERSON, Value.map().put("stage", stage).put("other", other));
    }

    /** What is written. */
    public Change change() {
        fields.put("steps", Value.list(steps));
        return new Change(key(), Value.map(fields));
    }
}
