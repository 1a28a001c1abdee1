package org.titlechain.contract.record.rules;

import java.time.LocalDate;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.register.Registered;
import org.titlechain.contract.register.Sheet;
import org.titlechain.contract.value.LocalDateTimeText;

/** A term ends after it begins, and a seizure does not last longer than the law lets it. */
public final class TermRules {
    private TermRules() {}

    /** The end of a term is not before its beginning. */
    public static void check(Recording recording, Sheet sheet, Registered item, FindingCode code) {
        Optional<LocalDateTimeText> from = bound(item, "from");
        Optional<LocalDateTimeText> until = bound(item, "until");
        if (from.isPresent() && until.isPresent() && until.get().isCertainlyBefore(from.get())) {
            recording
                    .findings()
                    .add(
                            code,
                            sheet.unit().text(),
                            Value.map()
                                    .put("from", from.get().date())
                                    .put("until", until.get().date()));
        }
    }

    /** A seizure of real property lasts so many years at most (民诉法解释 485). */
    public static void checkLongest(Recording recording, Sheet sheet, Registered seizure, long years) {
        Optional<LocalDateTimeText> from = bound(seizure, "from");
        Optional<LocalDateTimeText> until = bound(seizure, "until");
        if (from.isPresent()
                && until.isPresent()
                && until.get().epochDay()
                        > LocalDate.ofEpochDay(from.get().epochDay())
                                .plusYears(years)
                                .toEpochDay()) {
            recording
                    .findings()
                    .add(
                            FindingCode.SEIZURE_TERM_TOO_LONG,
                            sheet.unit().text(),
                            Value.map()
                                    .put("from", from.get().date())
                                    .put("until", until.get().date()));
        }
    }

    private static Optional<LocalDateTimeText> bound(Registered item, String bound) {
        Optional<MapValue> term = item.value().find("term").map(Value::asMap);
        return term.flatMap(there -> there.find(bound)).map(Value::asText).flatMap(LocalDateTimeText::read);
    }
}
