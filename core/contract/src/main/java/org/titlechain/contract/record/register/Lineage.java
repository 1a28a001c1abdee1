package org.titlechain.contract.record.register;

import org.titlechain.codec.Value;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.UnitCode;

/**
 * Splits, mergers and new codes of units: the head names the units before (PreEstateNum) and now (EstateNum).
 *
 * <p>A unit before with the same kind of fixture went into the new one: its rights end and it is no longer live. One
 * with another kind, such as the land that a building stands on, is only noted as the origin.
 */
public final class Lineage {
    private Lineage() {}

    /** Ties the units that this message gave rights to the units before them. */
    public static void apply(Recording recording) {
        for (UnitCode before : recording.predecessors()) {
            boolean known = recording.register().knows(before);
            if (!known) {
                recording.findings().add(FindingCode.PREVIOUS_UNIT_UNKNOWN, before.text());
            }
            for (UnitCode now : recording.estateNumbers()) {
                if (recording.register().units().contains(now.text())) {
                    recording.register().sheet(now).cameFrom(before);
                    if (known) {
                        pass(recording, recording.register().sheet(before), now);
                    }
                }
            }
        }
    }

    private static void pass(Recording recording, Sheet before, UnitCode now) {
        before.wentInto(now);
        if (before.unit().fixture() != now.fixture()) {
            return;
        }
        if (!before.restrictions().isEmpty()) {
            recording
                    .findings()
                    .add(
                            FindingCode.PREDECESSOR_RESTRICTED,
                            before.unit().text(),
                            Value.map()
                                    .put("restrictions", before.restrictions().size())
                                    .put("successor", now.text()));
        }
        before.rights().forEach(right -> recording.register().end(before, right));
        before.setLive(false);
    }
}
