package org.titlechain.server.api;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.contract.registration.application.Refusal;
import org.titlechain.contract.value.UnitCode;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who came first on the units of an application: cases that were accepted before it and still wait, and what ended the
 * right that it is about. Read from the sheets and queues as they stand, so that whoever is refused is told whether the
 * contract or a rule of a pack says it. Numbers, steps and times only; nothing of any person.
 */
final class Precedence {
    /** Refusals that another case may be the reason of. */
    private static final Set<RefusalCode> ABOUT_OTHERS = Set.of(
            RefusalCode.RULE_REFUSES,
            RefusalCode.CASE_QUEUED_BEHIND,
            RefusalCode.TARGET_UNKNOWN,
            RefusalCode.TARGET_ENDED,
            RefusalCode.UNIT_ENDED,
            RefusalCode.UNIT_EXISTS,
            RefusalCode.EXCLUSIVE_RIGHT_EXISTS,
            RefusalCode.HOLDERS_DIFFER);

    private static final String CASE = "registration/";

    private final Ledger ledger;

    Precedence(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Whether a refusal with the code may have its reason in another case. */
    static boolean mayExplain(String code) {
        return ABOUT_OTHERS.stream().anyMatch(other -> other.name().equals(code));
    }

    /** What came before the case with the state key, in the order of its units; empty where there is none. */
    ArrayNode of(String caseKey) {
        return find("application" + caseKey.substring("registration".length()))
                .map(this::of)
                .orElseGet(Json::array);
    }

    /** What came before the application, on the ledger or not. */
    ArrayNode of(MapValue application) {
        ArrayNode before = Json.array();
        Application read;
        try {
            read = Application.read(Kinds.of(ledger.contractVersion()), application);
        } catch (Refusal malformed) {
            return before;
        }
        Set<String> told = new HashSet<>();
        for (UnitCode unit : read.queued()) {
            for (String ahead : waitingAhead(unit.text(), read.caseKey())) {
                if (told.add(unit.text() + " " + ahead)) {
                    find(ahead).ifPresent(file -> before.add(waiting(unit.text(), file)));
                }
            }
        }
        for (Item item : read.items()) {
            entered(item).filter(source -> !source.by().equals(read.caseKey())).ifPresent(source -> {
                if (told.add(item.unit().text() + " " + source.by())) {
                    before.add(entered(item.unit().text(), source));
                }
            });
        }
        return before;
    }

    private List<String> waitingAhead(String unit, String own) {
        List<String> cases = find("queue/" + unit)
                .map(queue -> queue.get("cases").asList())
                .orElse(List.of())
                .stream()
                .map(Value::asText)
                .toList();
        int place = cases.indexOf(own);
        return place < 0 ? cases : cases.subList(0, place);
    }

    /** What wrote the sheet before: a message's id or the key of a case, and when. */
    private record Source(String by, long time) {}

    /** What ended the right that the item is about; of a first registration what registered the one that stands. */
    private Optional<Source> entered(Item item) {
        Optional<MapValue> sheet = find("unit/" + item.unit().text());
        if (item.kind().kind().equals("first")) {
            return sheet.stream()
                    .flatMap(map -> map.get("rights").asList().stream())
                    .map(Value::asMap)
                    .map(right -> new Source(
                            right.get("message").asText(),
                            right.find("registeredTime").map(Value::asLong).orElse(0L)))
                    .findFirst();
        }
        Optional<String> target = item.value().find("target").map(Value::asText);
        if (target.isEmpty() || sheet.filter(map -> stands(map, target.get())).isPresent()) {
            return Optional.empty();
        }
        String number = target.get().split("#")[0];
        return find("case/" + item.unit().district() + "/" + number)
                .flatMap(file -> file.find("ended"))
                .flatMap(ended -> ended.asMap().find(item.unit().text()))
                .map(Value::asMap)
                .map(end ->
                        new Source(end.get("message").asText(), end.get("time").asLong()));
    }

    private static boolean stands(MapValue sheet, String target) {
        return Stream.of("rights", "restrictions")
                .flatMap(list -> sheet.get(list).asList().stream())
                .anyMatch(item -> item.asMap().get("id").asText().equals(target));
    }

    private static ObjectNode waiting(String unit, MapValue file) {
        return told(unit, file, "acceptance").put("way", "waiting");
    }

    private ObjectNode entered(String unit, Source source) {
        return source.by().startsWith(CASE)
                ? find(source.by())
                        .map(file -> told(unit, file, "registration").put("way", "entered"))
                        .orElseGet(() -> message(unit, source))
                : message(unit, source);
    }

    /** The case with the time of its newest step of the stage, or of what it has done last. */
    private static ObjectNode told(String unit, MapValue file, String stage) {
        List<MapValue> steps =
                file.get("steps").asList().stream().map(Value::asMap).toList();
        MapValue step = steps.reversed().stream()
                .filter(one -> one.get("stage").asText().equals(stage))
                .findFirst()
                .orElse(steps.getLast());
        return Json.object()
                .put("unit", unit)
                .put("district", file.get("district").asText())
                .put("number", file.get("number").asText())
                .put("state", file.get("state").asText())
                .put("stage", step.get("stage").asText())
                .put("time", step.get("time").asLong());
    }

    private static ObjectNode message(String unit, Source source) {
        return Json.object()
                .put("unit", unit)
                .put("number", source.by())
                .put("stage", "message")
                .put("time", source.time())
                .put("way", "entered");
    }

    private Optional<MapValue> find(String key) {
        return ledger.find(key).map(LedgerViews::value);
    }
}
