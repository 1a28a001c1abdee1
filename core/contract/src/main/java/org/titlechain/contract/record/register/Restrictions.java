package org.titlechain.contract.record.register;

import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Act;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;

/** What the instruments of restrictions have in common. */
public final class Restrictions {
    private Restrictions() {}

    /** The restriction that the row describes; its rank is given when it is put on the sheet. */
    public static Registered draft(
            Recording recording,
            Sheet sheet,
            Row row,
            String kind,
            boolean waiting,
            Drafts.Places places,
            Map<String, String> names) {
        return new Registered(Drafts.draft(recording, sheet, row, places, names)
                .put("kind", kind)
                .put("state", waiting ? "waiting" : "live")
                .put("rank", 0)
                .build());
    }

    /**
     * Whether the row says that the restriction is over: by its status, by its registration type or by an ending date.
     */
    public static boolean isRelease(Recording recording, Row row, String... endingAttributes) {
        boolean ending = row.saysEnded()
                || recording.actOf(row) == Act.CANCELLATION
                || row.is("DJLX", Act.CANCELLATION.code())
                || recording
                        .message()
                        .head("RegType")
                        .filter(Act.CANCELLATION.code()::equals)
                        .isPresent();
        for (String attribute : endingAttributes) {
            ending |= row.has(attribute);
        }
        return ending;
    }

    /**
     * Takes the restriction that the row means off the sheet, or finds that it is not known and remembers that its case
     * is over, so that a first registration that comes later does not revive it.
     */
    public static Optional<Registered> release(
            Recording recording,
            Sheet sheet,
            Row row,
            String kind,
            String otherCase,
            String proof,
            FindingCode unknown) {
        Optional<Registered> target = Targets.find(sheet, sheet.restrictions(kind), row, otherCase, proof);
        if (target.isPresent()) {
            recording.register().end(sheet, target.get());
            return target;
        }
        String named = row.previousCase().orElse(recording.caseOf(row));
        if (recording.register().hasEnded(named, sheet.unit())) {
            recording.noteLate(sheet, row, "ended");
        } else {
            recording.findings().add(unknown, sheet.unit().text(), "case", named);
            recording.register().endCase(named, sheet.unit());
        }
        return Optional.empty();
    }

    /**
     * Puts the restriction on the sheet. One of the same case that an earlier message brought gives way; so does the
     * one that it changes, whose place in the order of rank it keeps.
     */
    public static Registered put(
            Recording recording, Sheet sheet, Row row, Registered added, Optional<Registered> changed) {
        Optional<Registered> said = Targets.byCase(sheet.restrictions(added.kind()), Optional.of(added.caseNumber()))
                .filter(item -> !item.message().equals(added.message()));
        Registered placed = added;
        if (said.isPresent()) {
            placed = placed.with("rankTime", rankTime(said.get()));
            recording
                    .findings()
                    .add(FindingCode.CASE_REPORTED_TWICE, sheet.unit().text(), "case", added.caseNumber());
            recording.register().withdraw(sheet, said.get());
        } else if (changed.isPresent()) {
            placed = placed.with("rankTime", rankTime(changed.get()));
            recording.register().end(sheet, changed.get());
        }
        sheet.addRestriction(placed);
        return placed;
    }

    private static Value rankTime(Registered item) {
        return item.value().find("rankTime").orElseGet(() -> Value.of(item.time()));
    }
}
