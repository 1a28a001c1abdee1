package org.titlechain.simulator.record;

import java.util.List;
import java.util.Locale;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.model.Owner;
import org.titlechain.model.record.Report;
import org.titlechain.model.record.ReportKind;

/** Messages for whoever needs some. */
public final class Messages {
    private Messages() {}

    /** Message {@code number}: a first registration or a transfer of the unit with that number. */
    public static MapValue first(int number, int unit) {
        String certificate = String.format(Locale.ROOT, "测(2025)示例市不动产权第%07d号", number);
        return RecordCommands.command(new RecordDeed(
                new Report(
                        String.format(Locale.ROOT, "999901250301%06d", number),
                        ReportKind.TRANSFER,
                        Reporter.unit(unit),
                        String.format(Locale.ROOT, "C%07d", number),
                        "",
                        List.of(new Owner("甲" + number, null)),
                        certificate,
                        "",
                        1_740_000_000_000L + number),
                false));
    }
}
