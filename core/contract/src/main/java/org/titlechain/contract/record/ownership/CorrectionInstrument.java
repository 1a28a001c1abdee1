package org.titlechain.contract.record.ownership;

import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Instrument;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.record.register.Targets;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.UnitCode;

/**
 * The description of a correction (更正登记, QLF_QL_GZDJ, newer layout). The corrected right itself comes as a row of its
 * own table; this row leaves a remark.
 */
public final class CorrectionInstrument implements Instrument {
    @Override
    public void apply(Recording recording, Row row) {
        Optional<UnitCode> unit = recording.unitOf(row);
        if (unit.isEmpty()) {
            return;
        }
        Sheet sheet = recording.register().sheet(unit.get());
        sheet.remark(
                "CORRECTED",
                recording.message().id(),
                Value.map()
                        .put("case", recording.caseOf(row))
                        .putIfPresent("type", row.text("GZDJLX").map(Value::of))
                        .build());
        boolean known = row.previousCase()
                        .filter(recording.register()::knowsCase)
                        .isPresent()
                || Targets.find(sheet, sheet.rights(), row, "", "BDCQZH").isPresent()
                || Targets.find(sheet, sheet.restrictions(), row, "", "BDCZMH").isPresent();
        if (!known) {
            recording
                    .findings()
                    .add(FindingCode.CORRECTED_RIGHT_UNKNOWN, sheet.unit().text());
        }
    }
}
