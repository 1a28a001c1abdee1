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
            Optional<MapValue> earlier = id.equals(message.id())
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
        recording.register().supersede(id, earlier, recording.message().id());
        for (Value unit : earlier.get("units").asList()) {
            Sheet sheet = recording.register().sheet(new UnitCode(unit.asText()));
            for (Registered item : sheet.restrictions()) {
                withdraw(recording, sheet, item, id);
            }
            for (Registered item : sheet.rights()) {
                withdraw(recording, sheet, item, id);
            }
            if (sheet.lastMessage().filter(id::equals).isPresent()) {
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

    private static void restore(Recording recording, Sheet sheet, MapValue earlier) {
        for (Value ended : earlier.find("ended").map(Value::asList).orElse(List.of())) {
            if (ended.asMap().get("unit").asText().equals(sheet.unit().text())) {
                recording.register().restore(ended.asMap());
                sheet.setLive(true);
            }
        }
    }
}
