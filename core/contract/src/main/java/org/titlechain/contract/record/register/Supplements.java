package org.titlechain.contract.record.register;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Message;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.UnitCode;

/**
 * What a message whose id ends in {@code _BBXZ}, {@code _CBXZ} or {@code _BL} does to the messages with the same base
 * id: it takes their effect back before it has its own.
 *
 * <p>What an earlier message brought leaves the sheet. What it ended returns, unless a later message touched the sheet
 * since: then it stays ended, which is a finding, because nobody can say what would have happened otherwise.
 */
public final class Supplements {
    private static final List<String> SUFFIXES = List.of("", "_BBXZ", "_CBXZ", "_BL");

    private Supplements() {}

    /** Takes the effect of earlier messages with the same base id back. Does nothing for other messages. */
    public static void takeBack(Recording recording) {
        Message message = recording.message();
        if (!message.isSupplement()) {
            return;
        }
        for (String suffix : SUFFIXES) {
            String id = message.baseId() + suffix;
            Optional<MapValue> earlier =
                    id.equals(message.id()) && !recording.edition().recorrecting()
                            ? Optional.empty()
                            : recording.register().message(id);
            if (earlier.isPresent() && !earlier.get().has("supersededBy")) {
                takeBack(recording, id, earlier.get());
            }
        }
        if (!recording.isSuperseding() && !message.isLateFirstReport()) {
            recording.findings().add(FindingCode.SUPPLEMENT_BASE_UNKNOWN, message.id());
        }
    }

    private static void takeBack(Recording recording, String id, MapValue earlier) {
        recording.setSuperseding();
        if (!id.equals(recording.message().id())) {
            recording.register().supersede(id, earlier, recording.message().id());
        }
        for (Value unit : earlier.get("units").asList()) {
            Sheet sheet = recording.register().sheet(new UnitCode(unit.asText()));
            if (recording.edition().entire()) {
                withdrawAll(recording, sheet, id);
            }
            for (Registered item : sheet.restrictions()) {
                withdraw(recording, sheet, item, id);
            }
            for (Registered item : sheet.rights()) {
                withdraw(recording, sheet, item, id);
            }
            if (sheet.lastMessage().filter(id::equals).isPresent()) {
                if (recording.edition().lapsing()) {
                    sendBack(sheet, id);
                }
                restore(recording, sheet, earlier);
            } else {
                recording
                        .findings()
                        .add(
                                FindingCode.SUPPLEMENT_AFTER_LATER_MESSAGES,
                                sheet.unit().text(),
                                "message",
                                id);
            }
        }
    }

    private static void withdraw(Recording recording, Sheet sheet, Registered item, String message) {
        if (item.message().equals(message)) {
            sheet.forgetNewest(item.time());
            recording.register().withdraw(sheet, item);
        }
    }

    /** One restriction after the other: each that leaves moves up those behind, so the next is looked for anew. */
    private static void withdrawAll(Recording recording, Sheet sheet, String message) {
        Optional<Registered> next = broughtBy(sheet, message);
        while (next.isPresent()) {
            withdraw(recording, sheet, next.get(), message);
            next = broughtBy(sheet, message);
        }
    }

    private static Optional<Registered> broughtBy(Sheet sheet, String message) {
        return sheet.restrictions().stream()
                .filter(item -> item.message().equals(message))
                .findFirst();
    }

    /** A waiting seizure that took effect by the message waits again for the one before it. */
    private static void sendBack(Sheet sheet, String message) {
        for (Registered seizure : sheet.restrictions("seizure")) {
            if (seizure.term("effectiveBy").filter(message::equals).isPresent()) {
                String type = seizure.term("type").filter("3"::equals).isPresent() ? "4" : "2";
                sheet.replaceRestriction(
                        seizure,
                        seizure.with("state", Value.of("waiting"))
                                .withTerm("type", Value.of(type))
                                .withoutTerm("effectiveBy"));
            }
        }
    }

    private static void restore(Recording recording, Sheet sheet, MapValue earlier) {
        for (Value ended : earlier.find("ended").map(Value::asList).orElse(List.of())) {
            if (ended.asMap().get("unit").asText().equals(sheet.unit().text())) {
                recording.register().restore(ended.asMap());
                sheet.setLive(true);
            }
        }
    }
}
