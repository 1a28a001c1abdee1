package org.titlechain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.titlechain.exchange.Samples.utf8;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.titlechain.exchange.DailyLog.Count;
import org.titlechain.exchange.DailyLog.DayRecord;
import org.titlechain.exchange.DailyLog.Generation;
import org.titlechain.exchange.DailyLog.Registered;
import org.titlechain.exchange.DailyLog.RightTypes;
import org.titlechain.exchange.DailyLogComparison.Difference;
import org.titlechain.exchange.DailyLogComparison.Kind;

class DailyLogTest {
    private static final LocalDate DAY = LocalDate.of(2025, 3, 14);
    private final DailyLogFile files = new DailyLogFile("yyyy-MM-dd", Limits.DEFAULT);

    private static DayRecord record(int number, String type, String right, boolean accepted) {
        return new DayRecord(
                new Registered(
                        "c" + number, type, right, "u" + number, "z" + number, accepted, accepted ? "m" + number : ""),
                accepted);
    }

    private static DailyLog log(Generation generation, DayRecord... records) {
        return DailyLog.produce(
                (district, day) -> List.of(records), "999901", "示例区", DAY, generation, RightTypes.DEFAULT);
    }

    private static DailyLog someDay(Generation generation) {
        return log(
                generation,
                record(1, "100", "4", true),
                record(2, "200", "4", true),
                record(3, "100", "37", true),
                record(4, "800", "99", false),
                record(5, "900", "4", true));
    }

    @Test
    void shouldCountByTheNewerGeneration() {
        DailyLog log = someDay(Generation.NEWER);

        assertThat(log.registeredCounts())
                .isEqualTo(Map.ofEntries(
                        Map.entry(Count.TOTAL, 5L),
                        Map.entry(Count.FIRST, 2L),
                        Map.entry(Count.TRANSFER, 1L),
                        Map.entry(Count.CHANGE, 0L),
                        Map.entry(Count.CANCELLATION, 0L),
                        Map.entry(Count.CORRECTION, 0L),
                        Map.entry(Count.OBJECTION, 0L),
                        Map.entry(Count.NOTICE, 0L),
                        Map.entry(Count.SEIZURE, 1L),
                        Map.entry(Count.OTHER, 1L),
                        Map.entry(Count.BUSINESS_TYPES, 4L)));
        assertThat(log.acceptedCounts()).containsEntry(Count.TOTAL, 4L).containsEntry(Count.SEIZURE, 0L);
        assertThat(log.accepted().stream().map(DailyLog.Accepted::messageId)).containsExactly("m1", "m2", "m3", "m5");
    }

    @Test
    void shouldCountMortgagesApartInTheOlderGeneration() {
        assertThat(someDay(Generation.OLDER).registeredCounts())
                .containsEntry(Count.FIRST, 1L)
                .containsEntry(Count.MORTGAGE, 1L)
                .containsEntry(Count.EASEMENT, 0L)
                .doesNotContainKey(Count.OTHER);
    }

    @Test
    void shouldReadWhatItWrites() {
        for (Generation generation : Generation.values()) {
            DailyLog log = someDay(generation);
            assertThat(files.parse(files.write(log, "GB18030"))).containsExactly(log);
            assertThat(DailyLogComparison.compare(log, log).stream().map(Difference::kind))
                    .containsExactly(Kind.NOT_REPORTED);
        }
    }

    @Test
    void shouldReadAnotherDatePatternWhenToldSo() {
        DailyLogFile compact = new DailyLogFile("yyyyMMdd", Limits.DEFAULT);
        DailyLog log = someDay(Generation.NEWER);

        assertThat(new String(compact.write(log, "UTF-8"), java.nio.charset.StandardCharsets.UTF_8))
                .contains("<AccessDate>20250314</AccessDate>");
        assertThat(compact.parse(compact.write(log, "UTF-8"))).containsExactly(log);
        assertThatThrownBy(() -> files.parse(compact.write(log, "UTF-8"))).hasMessageContaining("DAILY_LOG_DATE");
    }

    @Test
    void shouldReadAForeignLogAsItIsPrinted() {
        DailyLog log = files.parse(utf8("<AccessLogs><AccessLog><AreaCode>999901</AreaCode><AreaName>示例区</AreaName>"
                        + "<AccessDate>2025-03-14</AccessDate><RegisterInfo totalNum=\"1\" riviseReg=\"1\"/><AccessInfo totalNum=\"0\"/>"
                        + "<RegisterList totalNum=\"1\"><Register YWH=\"c\" DJLX=\"500\" QLLX=\"4\" BDCDYH=\"u\" ZSZMH=\"\" SFSB=\"0\"/>"
                        + "</RegisterList><AccessList totalNum=\"0\"/></AccessLog></AccessLogs>"))
                .getFirst();

        assertThat(log.registeredCounts()).isEqualTo(Map.of(Count.TOTAL, 1L, Count.CORRECTION, 1L));
        assertThat(log.registered()).containsExactly(new Registered("c", "500", "4", "u", "", false, ""));
    }

    @Test
    void shouldExplainEveryDifference() {
        DailyLog ours = log(
                Generation.NEWER,
                record(1, "100", "4", true),
                record(2, "200", "4", true),
                record(3, "300", "4", true));
        DailyLog theirs = log(
                Generation.NEWER,
                record(2, "200", "6", true),
                record(3, "300", "4", false),
                record(4, "300", "4", true),
                record(4, "300", "4", true));

        List<Difference> differences = DailyLogComparison.compare(ours, theirs);

        assertThat(differences)
                .contains(
                        new Difference(Kind.COUNT, "RegisterInfo.totalNum", "3", "4"),
                        new Difference(Kind.COUNT, "RegisterInfo.firstReg", "1", "0"),
                        new Difference(Kind.COUNT, "RegisterInfo.changeReg", "1", "3"),
                        new Difference(Kind.REGISTERED_ONLY_OURS, "c1 u1", "", ""),
                        new Difference(Kind.REGISTERED_DIFFERS, "c2 u2 QLLX", "4", "6"),
                        new Difference(Kind.REGISTERED_DIFFERS, "c3 u3 SFSB", "1", "0"),
                        new Difference(Kind.REGISTERED_ONLY_THEIRS, "c4 u4", "", ""),
                        new Difference(Kind.TWICE, "c4 u4", "", ""),
                        new Difference(Kind.NOT_REPORTED, "c3 u3", "", ""),
                        new Difference(Kind.ACCEPTED_ONLY_OURS, "m1", "", ""),
                        new Difference(Kind.ACCEPTED_ONLY_THEIRS, "m4", "", ""));
        assertThat(differences.getFirst().chinese()).isEqualTo("数量不一致：RegisterInfo.totalNum (本方 3, 对方 4)");
        assertThat(differences.getFirst().english())
                .isEqualTo("a count differs: RegisterInfo.totalNum (ours 3, theirs 4)");
    }

    @Test
    void shouldSeeThatATotalIsNotTheSizeOfItsList() {
        DailyLog log = log(Generation.NEWER, record(1, "100", "4", true));
        String text = new String(files.write(log, "UTF-8"), java.nio.charset.StandardCharsets.UTF_8);
        DailyLog wrong = files.parse(utf8(text.replace("<AccessInfo totalNum=\"1\"", "<AccessInfo totalNum=\"2\"")))
                .getFirst();

        assertThat(DailyLogComparison.compare(log, wrong).stream().map(Difference::kind))
                .containsExactly(Kind.COUNT, Kind.LIST_SIZE);
    }

    @Test
    void shouldRefuseWhatIsNoLog() {
        String text =
                new String(files.write(someDay(Generation.NEWER), "UTF-8"), java.nio.charset.StandardCharsets.UTF_8);

        assertThatThrownBy(() -> files.parse(utf8("<Message/>"))).hasMessageContaining("DAILY_LOG_STRUCTURE");
        assertThatThrownBy(() -> files.parse(utf8(text.replace("AccessInfo", "Other"))))
                .hasMessageContaining("AccessInfo");
        assertThatThrownBy(() -> files.parse(utf8(text.replace("firstReg=\"2\"", "firstReg=\"two\""))))
                .hasMessageContaining("DAILY_LOG_COUNT");
    }
}
