package org.titlechain.contract.record.ownership;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Act;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Certificates;
import org.titlechain.contract.record.register.Certificates.Kind;
import org.titlechain.contract.record.register.Drafts;
import org.titlechain.contract.record.register.Instrument;
import org.titlechain.contract.record.register.Nature;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.record.register.Targets;
import org.titlechain.contract.record.rules.DisposalRules;
import org.titlechain.contract.record.rules.OwnershipRules;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.RightTable;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.LocalDateTimeText;
import org.titlechain.contract.value.UnitCode;

/**
 * Ownership and use rights of every kind: land, buildings, common parts, structures, farmland, forest, sea, others.
 *
 * <p>A transfer ends the right before it and stands after the others; a change, correction or replacement takes the
 * place of the right that it changes.
 */
public final class OwnershipInstrument implements Instrument {
    private final RightTable table;
    private final Nature nature;

    public OwnershipInstrument(RightTable table, Nature nature) {
        this.table = table;
        this.nature = nature;
    }

    @Override
    public void apply(Recording recording, Row row) {
        Optional<UnitCode> unit = recording.unitOf(row);
        if (unit.isEmpty()) {
            return;
        }
        Sheet sheet = recording.register().sheet(unit.get());
        if (row.is("QSZT", "0")) {
            sheet.remark(
                    "PROVISIONAL_RIGHT",
                    recording.message().id(),
                    Value.map()
                            .put("case", recording.caseOf(row))
                            .put("table", row.table())
                            .build());
            recording.findings().add(FindingCode.PROVISIONAL_RIGHT, sheet.unit().text());
        } else if (row.saysEnded()) {
            end(recording, sheet, row);
        } else if (!recording.isOver(sheet, row) && !isLate(recording, sheet, row)) {
            register(recording, sheet, row);
        }
    }

    private static void end(Recording recording, Sheet sheet, Row row) {
        Targets.byCase(sheet.rights(), row.caseNumber())
                .ifPresentOrElse(
                        right -> recording.register().end(sheet, right),
                        () -> recording.register().endCase(recording.caseOf(row), sheet.unit()));
    }

    private boolean isLate(Recording recording, Sheet sheet, Row row) {
        Optional<Long> newest = table.exclusive() ? sheet.newest(table.family()) : Optional.empty();
        Optional<LocalDateTimeText> registered = recording.registeredAt(row);
        boolean late = newest.isPresent()
                && registered.isPresent()
                && registered.get().latest() < newest.get()
                && sheet.right(recording.caseOf(row)).isEmpty();
        if (late) {
            recording.noteLate(sheet, row, "superseded");
            recording.register().endCase(recording.caseOf(row), sheet.unit());
        }
        return late;
    }

    private void register(Recording recording, Sheet sheet, Row row) {
        Act act = recording.actOf(row);
        List<Registered> before = family(sheet, recording.message().id());
        Registered right = new Registered(Drafts.draft(
                        recording,
                        sheet,
                        row,
                        new Drafts.Places(table.area(), table.from(), table.until(), table.certificate()),
                        Map.of())
                .build());
        OwnershipRules.check(recording, sheet, row, right);
        if (act == Act.TRANSFER) {
            DisposalRules.check(recording, sheet, right, DisposalRules.Disposal.TRANSFER);
        }
        int place = sheet.placeOf(right);
        Optional<Registered> said = Targets.byCase(before, row.caseNumber());
        if (said.isPresent()) {
            place = sheet.placeOf(said.get());
            recording
                    .findings()
                    .add(FindingCode.CASE_REPORTED_TWICE, sheet.unit().text(), "case", right.caseNumber());
            recording.register().withdraw(sheet, said.get());
        } else if (act != Act.FIRST) {
            List<Registered> ending = OwnershipRules.predecessors(recording, sheet, row, before);
            OwnershipRules.checkSuccession(recording, sheet, act, right, ending);
            if (act != Act.TRANSFER && !ending.isEmpty()) {
                place = sheet.placeOf(ending.getFirst());
            }
            ending.forEach(old -> recording.register().end(sheet, old));
        }
        sheet.addRight(place, right);
        sheet.setLive(true);
        sheet.setKind(table.sheetKind());
        if (!table.location().isEmpty()) {
            row.text(table.location()).ifPresent(sheet::setLocation);
        }
        nature.describe(sheet, row);
        sheet.noteNewest(table.family(), right.time());
        boolean continues = act != Act.FIRST && act != Act.TRANSFER;
        Certificates.issue(recording, sheet, right, row, table.certificate(), Kind.CERTIFICATE, continues);
        checkSingle(recording, sheet);
    }

    /** The live rights of the family that earlier messages brought. */
    private List<Registered> family(Sheet sheet, String message) {
        return sheet.rights().stream()
                .filter(right ->
                        right.table().equals(table.table()) && !right.message().equals(message))
                .toList();
    }

    private void checkSingle(Recording recording, Sheet sheet) {
        long others = family(sheet, recording.message().id()).size();
        if (table.exclusive() && others > 0) {
            recording
                    .findings()
                    .add(
                            FindingCode.DOUBLE_LIVE_OWNERSHIP,
                            sheet.unit().text(),
                            Value.map().put("table", table.table()).put("others", others));
        }
    }
}
