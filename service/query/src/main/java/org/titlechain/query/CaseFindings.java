package org.titlechain.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.BooleanValue;
import org.titlechain.codec.Value.BytesValue;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.StateView;
import org.titlechain.contract.registration.process.WorkingDays;

/**
 * What supervision finds in what one command did to a case (廉政监督): too fast, too late, outside working hours, one
 * person in two posts, exceptions used. The contract refuses what is forbidden; these are things that somebody should
 * look at. They follow from the ledger and do not stand on it.
 */
final class CaseFindings {
    private static final long MINUTE = 60_000;
    private static final long DAY_MINUTES = 1_440;
    private static final long CHINA_MINUTES = 480;

    private final CaseFindingCatalogue catalogue = CaseFindingCatalogue.load();
    private final WorkingDays days;
    private final Function<byte[], Optional<MapValue>> keys;
    private final List<MapValue> found = new ArrayList<>();
    private final String subject;
    private final MapValue file;
    private final List<MapValue> steps;
    private final int known;

    /**
     * @param before the case as it stood before the command; empty for a new one
     * @param file as it stands after it
     * @param calendars the calendars on the chain at that time
     * @param keys what is granted to a key, by its identifier
     */
    CaseFindings(
            Optional<MapValue> before, MapValue file, StateView calendars, Function<byte[], Optional<MapValue>> keys) {
        this.days = new WorkingDays(calendars);
        this.keys = keys;
        this.file = file;
        this.subject = Sheets.text(file, "number");
        this.steps = Sheets.maps(file, "steps");
        this.known = before.map(old -> Sheets.maps(old, "steps").size()).orElse(0);
        for (int i = known; i < steps.size(); i++) {
            MapValue step = steps.get(i);
            if (!is(step, "automatic")) {
                speed(step);
                hours(step);
                person(step, i);
            }
            overdue(step);
        }
        exceptions(before);
    }

    /** The findings, in the form of those of messages. */
    List<MapValue> all() {
        return List.copyOf(found);
    }

    /** A serial that does not follow the one before it. */
    static MapValue skipped(String number, String before, String printed) {
        return finding(
                CaseFindingCatalogue.load(),
                "CASE_SERIAL_SKIPPED",
                number,
                Value.map().put("before", before).put("printed", printed));
    }

    private void add(String code, MapBuilder facts) {
        found.add(finding(catalogue, code, subject, facts));
    }

    private static MapValue finding(CaseFindingCatalogue catalogue, String code, String subject, MapBuilder facts) {
        CaseFindingCatalogue.Entry entry = catalogue.find(code).orElseThrow();
        return Value.map()
                .put("code", code)
                .put("severity", entry.severity())
                .put("subject", subject)
                .put("fields", Value.texts(entry.fields()))
                .put("facts", facts.build())
                .putIfPresent("article", entry.article().map(Value::of))
                .build();
    }

    private static boolean is(MapValue step, String flag) {
        return step.find(flag).orElse(Value.NullValue.NULL) instanceof BooleanValue(boolean yes) && yes;
    }

    private static String stage(MapValue step) {
        return Sheets.text(step, "stage");
    }

    private void speed(MapValue step) {
        Optional<Long> accepted = Sheets.integer(file, "accepted");
        if (stage(step).equals("registration") && accepted.isPresent()) {
            long took = time(step) - accepted.get();
            if (took < catalogue.number("fastest")) {
                add("CASE_TOO_FAST", Value.map().put("minutes", took / MINUTE));
            }
        }
    }

    private static long time(MapValue step) {
        return Sheets.integer(step, "time").orElse(0L);
    }

    private void overdue(MapValue step) {
        boolean decided = stage(step).equals("refusal");
        long due = Sheets.map(file, "limit")
                .flatMap(limit -> Sheets.integer(limit, "due"))
                .orElse(Long.MAX_VALUE);
        if (is(step, "overdue") || decided && time(step) > due) {
            add("CASE_OVERDUE", Value.map().put("stage", stage(step)));
        }
    }

    private void hours(MapValue step) {
        if (!catalogue.words("timed").contains(stage(step))) {
            return;
        }
        long minute = Math.floorMod(time(step) / MINUTE + CHINA_MINUTES, DAY_MINUTES);
        boolean worked = days.isWorked(WorkingDays.day(time(step)))
                && minute >= catalogue.number("hours.from")
                && minute < catalogue.number("hours.until");
        if (!worked) {
            add("CASE_OUTSIDE_HOURS", Value.map().put("stage", stage(step)).put("time", WorkingDays.text(time(step))));
        }
    }

    /** A person is a name in an organisation, whatever the number of keys. */
    private void person(MapValue step, int place) {
        List<String> separate = catalogue.words("separate");
        if (!separate.contains(stage(step))) {
            return;
        }
        for (MapValue other : steps.subList(0, place)) {
            boolean counts = separate.contains(stage(other)) && !isSamePost(step, other) && !is(other, "automatic");
            if (counts && isSamePerson(step, other)) {
                add("CASE_SAME_PERSON", Value.map().put("stage", stage(step)).put("other", stage(other)));
                return;
            }
        }
    }

    /** The same stage, of reviews also the same level: done anew after it was sent back. */
    private static boolean isSamePost(MapValue step, MapValue other) {
        return stage(step).equals(stage(other)) && Sheets.integer(step, "level").equals(Sheets.integer(other, "level"));
    }

    private boolean isSamePerson(MapValue step, MapValue other) {
        Optional<byte[]> one = key(step);
        Optional<byte[]> two = key(other);
        if (one.isEmpty() || two.isEmpty()) {
            return false;
        }
        if (java.util.Arrays.equals(one.get(), two.get())) {
            return true;
        }
        Optional<MapValue> first = keys.apply(one.get());
        Optional<MapValue> second = keys.apply(two.get());
        return first.isPresent()
                && second.isPresent()
                && !Sheets.text(first.get(), "name").isEmpty()
                && Sheets.text(first.get(), "name").equals(Sheets.text(second.get(), "name"))
                && Sheets.text(first.get(), "organisation").equals(Sheets.text(second.get(), "organisation"));
    }

    private static Optional<byte[]> key(MapValue step) {
        return step.find("staff").orElse(Value.NullValue.NULL) instanceof BytesValue staff
                ? Optional.of(staff.value())
                : Optional.empty();
    }

    private void exceptions(Optional<MapValue> before) {
        Set<Value> earlier = new HashSet<>(before.map(old -> exempted(old)).orElse(List.of()));
        for (Value exempted : exempted(file)) {
            if (!earlier.contains(exempted)) {
                add("CASE_EXCEPTION_USED", Value.map().put("rule", exempted));
            }
        }
        boolean accepted =
                steps.stream().skip(known).anyMatch(step -> stage(step).equals("acceptance"));
        Optional<String> fee = Sheets.map(file, "fee")
                .map(map -> Sheets.text(map, "exemption"))
                .filter(text -> !text.isEmpty());
        if (accepted && fee.isPresent()) {
            add("CASE_EXCEPTION_USED", Value.map().put("fee", fee.get()));
        }
    }

    private static List<Value> exempted(MapValue file) {
        return file.find("exempted").orElse(Value.NullValue.NULL) instanceof Value.ListValue(List<Value> items)
                ? items
                : List.of();
    }
}
