package org.titlechain.contract.record.rules;

import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.value.UnitCode;

/** The division of the message is known, and unit code, rows and office are of it. */
public final class DistrictRules {
    private DistrictRules() {}

    /** Checks the message against the divisions. That the units of the head lie in its county is checked elsewhere. */
    public static void check(Recording recording, Districts districts) {
        known(recording, districts);
        rows(recording);
        office(recording);
    }

    /** Each division that is named is known; each unknown one is found once. */
    private static void known(Recording recording, Districts districts) {
        TreeMap<String, String> subjects = new TreeMap<>();
        subjects.put(recording.message().district(), recording.message().id());
        for (UnitCode unit : recording.estateNumbers()) {
            subjects.putIfAbsent(unit.district(), unit.text());
        }
        for (Row row : recording.message().rows()) {
            if (row.table().startsWith("QL")) {
                row.unit().ifPresent(unit -> subjects.putIfAbsent(unit.district(), unit.text()));
            }
        }
        subjects.forEach((district, subject) -> {
            if (!districts.isKnown(district)) {
                recording.findings().add(FindingCode.DISTRICT_UNKNOWN, subject, "district", district);
            }
        });
    }

    /** A row of a right says the county of its unit. */
    private static void rows(Recording recording) {
        for (Row row : recording.message().rows()) {
            Optional<String> said = row.text("QXDM").filter(Districts::isCode);
            Optional<UnitCode> unit = row.table().startsWith("QL") ? recording.unitOf(row) : Optional.empty();
            if (said.isPresent() && unit.isPresent() && !unit.get().district().equals(said.get())) {
                recording
                        .findings()
                        .add(
                                FindingCode.ROW_DISTRICT_MISMATCH,
                                unit.get().text(),
                                Value.map().put("district", said.get()).put("table", row.table()));
            }
        }
    }

    /** An office that is named by a division's code registers in that division. */
    private static void office(Recording recording) {
        Optional<String> office = recording.message().head("RegOrgID").filter(Districts::isCode);
        String district = recording.message().district();
        if (office.isPresent() && !Districts.covers(office.get(), district)) {
            recording
                    .findings()
                    .add(
                            FindingCode.OFFICE_DISTRICT_MISMATCH,
                            recording.message().id(),
                            Value.map().put("office", office.get()).put("district", district));
        }
    }
}
