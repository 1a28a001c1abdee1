package org.titlechain.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Scheduled;

/** What supervision finds in cases, from the ledger to the list of findings; and why cases wait for a person. */
class CaseSupervisionTest {
    /** A Thursday. */
    private static final String DAY = "2026-03-05T";

    private static final String OFFICE = "示例市不动产登记中心";
    private static final String CASE = "registration/999901/2026-1";
    private static final byte[] ANNA = FakeLedger.filled(11);
    private static final byte[] BERT = FakeLedger.filled(12);
    private static final byte[] ANNA_AGAIN = FakeLedger.filled(13);

    @TempDir
    private Path folder;

    private final FakeLedger ledger = new FakeLedger();
    private final List<Value> steps = new ArrayList<>();
    private QueryService service;

    @BeforeEach
    void start() {
        service = new QueryService(new SqliteDatabase(folder.resolve("query"), 2), ledger);
        grant(ANNA, FakeLedger.key("安娜", OFFICE));
        grant(BERT, FakeLedger.key("贝尔特", OFFICE));
        // Her second key was voted in by the members: it stands on the ledger as what will be from a height on.
        grant(ANNA_AGAIN, Scheduled.value(Optional.empty(), ledger.height() + 1, FakeLedger.key("安娜", OFFICE)));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private void grant(byte[] key, MapValue granted) {
        ledger.accept(
                Value.map().put("type", "governance.key.grant").build(),
                Value.map().build(),
                Map.of("key/" + HexFormat.of().formatHex(key), granted));
    }

    private static long at(String time) {
        return LocalDateTime.parse(time).toInstant(ZoneOffset.ofHours(8)).toEpochMilli();
    }

    /** One more step of the case, and what it says beside it. */
    private void step(String stage, String time, byte[] staff, MapBuilder more, Map<String, MapValue> beside) {
        ledger.block(at(time));
        steps.add(made(stage, time, staff));
        MapBuilder file = more.put("district", "999901")
                .put("number", "2026-1")
                .put("mode", "joint")
                .put("applied", at(DAY + "09:00:00"))
                .put("accepted", at(DAY + "09:30:00"))
                .put("kinds", Value.texts(List.of("transfer/sale")))
                .put("units", Value.texts(List.of()))
                .put("steps", Value.list(steps));
        TreeMap<String, MapValue> writes = new TreeMap<>(beside);
        writes.put(CASE, file.build());
        ledger.accept(
                Value.map().put("type", "registration." + stage).build(),
                Value.map().put("case", CASE).build(),
                writes);
    }

    private static MapValue made(String stage, String time, byte[] staff) {
        return Value.map()
                .put("stage", stage)
                .put("time", at(time))
                .put("staff", staff)
                .build();
    }

    private void step(String stage, String time, byte[] staff) {
        step(stage, time, staff, Value.map().put("state", "accepted"), Map.of());
    }

    private List<FindingItem> found() throws InterruptedException {
        assertThat(service.awaitPosition(ledger.status().logSize() - 1, Duration.ofSeconds(30)))
                .as("%s", service.status())
                .isTrue();
        return service.reader()
                .findings(FindingQuery.all(), Paging.first(100))
                .value()
                .items();
    }

    private static String facts(FindingItem item) {
        return item.code() + " " + item.finding().get("facts").asMap().entries();
    }

    @Test
    void shouldFindNothingInACaseAsItShouldBe() throws Exception {
        step("acceptance", DAY + "09:30:00", ANNA);
        step("review", DAY + "14:00:00", BERT);
        assertThat(found()).isEmpty();
    }

    @Test
    void shouldFindWhatWasDoneTooFastAndOutsideWorkingHours() throws Exception {
        step("acceptance", DAY + "09:30:00", ANNA);
        step("registration", DAY + "09:35:00", BERT);
        step("certificate", DAY + "18:00:00", BERT);
        step("issue", "2026-03-07T10:00:00", BERT);

        List<FindingItem> found = found();

        assertThat(found)
                .extracting(FindingItem::code)
                .contains("CASE_TOO_FAST", "CASE_OUTSIDE_HOURS")
                .filteredOn("CASE_OUTSIDE_HOURS"::equals)
                .hasSize(2);
        assertThat(found).allSatisfy(item -> {
            assertThat(item.message()).isEqualTo(CASE);
            assertThat(item.subject()).isEqualTo("2026-1");
            assertThat(item.district()).isEqualTo("999901");
        });
    }

    @Test
    void shouldKnowTheHolidaysThatTheChainHadAtThatTime() throws Exception {
        ledger.accept(
                Value.map().put("type", "registration.calendar").build(),
                Value.map().build(),
                Map.of(
                        "calendar/2026",
                        Value.map()
                                .put("holidays", Value.texts(List.of("2026-03-05")))
                                .put("workdays", Value.texts(List.of("2026-03-07")))
                                .build()));
        step("acceptance", "2026-03-07T10:00:00", ANNA);
        assertThat(found()).isEmpty();
        step("review", DAY + "10:00:00", BERT);
        assertThat(found()).extracting(FindingItem::code).containsExactly("CASE_OUTSIDE_HOURS");
    }

    @Test
    void shouldKnowAPersonByNameWhateverTheKey() throws Exception {
        step("acceptance", DAY + "10:00:00", ANNA);
        step("review", DAY + "11:00:00", ANNA_AGAIN);
        step("certificate", DAY + "12:00:00", BERT);

        assertThat(found()).singleElement().satisfies(item -> {
            assertThat(item.code()).isEqualTo("CASE_SAME_PERSON");
            assertThat(item.severity()).isEqualTo("serious");
            assertThat(facts(item)).contains("acceptance").contains("review");
        });
    }

    @Test
    void shouldFindWhatCameTooLateAndWhatWasExempted() throws Exception {
        MapValue fee = Value.map().put("due", 0).put("exemption", "low-income").build();
        MapValue limit =
                Value.map().put("days", 1).put("due", at(DAY + "10:00:00")).build();
        step(
                "acceptance",
                DAY + "09:30:00",
                ANNA,
                Value.map().put("state", "accepted").put("fee", fee),
                Map.of());
        Value rules = Value.texts(List.of("national/not-seized"));
        step(
                "review",
                DAY + "09:40:00",
                BERT,
                Value.map().put("state", "accepted").put("exempted", rules),
                Map.of());
        MapBuilder refused =
                Value.map().put("state", "refused").put("exempted", rules).put("limit", limit);
        step("refusal", DAY + "11:00:00", BERT, refused, Map.of());

        assertThat(found())
                .extracting(CaseSupervisionTest::facts)
                .hasSize(3)
                .anyMatch(text -> text.contains("CASE_EXCEPTION_USED") && text.contains("low-income"))
                .anyMatch(text -> text.contains("CASE_EXCEPTION_USED") && text.contains("national/not-seized"))
                .anyMatch(text -> text.contains("CASE_OVERDUE") && text.contains("refusal"));
    }

    @Test
    void shouldFindAPrintedSerialThatDoesNotFollow() throws Exception {
        MapValue used = Value.map().put("case", "2026-1").build();
        for (String serial : List.of("A0000007", "A0000008", "B0000001", "A0000010")) {
            step(
                    "certificate",
                    DAY + "10:00:00",
                    BERT,
                    Value.map().put("state", "certified"),
                    Map.of("printed/" + serial, used));
        }

        assertThat(found()).singleElement().satisfies(item -> {
            assertThat(item.code()).isEqualTo("CASE_SERIAL_SKIPPED");
            assertThat(facts(item)).contains("A0000010");
        });
    }

    @Test
    void shouldLookAwayFromWhatTheContractDidByItself() throws Exception {
        ledger.block(at(DAY + "23:00:00"));
        for (String stage : List.of("acceptance", "review", "registration", "certificate")) {
            steps.add(Value.map()
                    .put("stage", stage)
                    .put("time", at(DAY + "23:00:00"))
                    .put("staff", ANNA)
                    .put("automatic", true)
                    .build());
        }
        step("archive", DAY + "23:30:00", BERT);

        assertThat(found()).isEmpty();
    }

    @Test
    void shouldSayWhyACaseWaitsForAPersonUntilSomethingHappens() throws Exception {
        step("application", DAY + "09:00:00", ANNA, Value.map().put("state", "applied"), Map.of());
        MapValue command = Value.map()
                .put("type", "registration.auto")
                .put("district", "999901")
                .put("number", "2026-1")
                .build();
        ledger.refuse(command, 0, "UNIT_SEIZED");
        found();
        assertThat(waiting(true))
                .singleElement()
                .satisfies(item ->
                        assertThat(item.reasons()).containsExactly(new RegistrationItem.Reason("UNIT_SEIZED", "")));

        ledger.refuse(
                command,
                0,
                "RULE_REFUSES",
                Value.map()
                        .put("pack", "national")
                        .put("version", 2)
                        .put("rule", "right-live")
                        .put("unit", "any")
                        .build());
        found();
        assertThat(waiting(true))
                .singleElement()
                .satisfies(item -> assertThat(item.reasons())
                        .containsExactly(new RegistrationItem.Reason("RULE_REFUSES", "national/2/right-live")));

        Value human = Value.list(List.of(Value.map()
                .put("code", "FACT_CONTRADICTED")
                .put("subject", "tax-proof")
                .build()));
        step(
                "application",
                DAY + "09:10:00",
                ANNA,
                Value.map().put("state", "applied").put("human", human),
                Map.of());
        found();
        assertThat(waiting(true))
                .singleElement()
                .satisfies(item -> assertThat(item.reasons())
                        .containsExactly(new RegistrationItem.Reason("FACT_CONTRADICTED", "tax-proof")));

        step("acceptance", DAY + "09:30:00", BERT);
        found();
        assertThat(waiting(true)).isEmpty();
        assertThat(waiting(false)).hasSize(1);
    }

    @Test
    void shouldFindACaseByItsNumberItsBeginningOrItsEnd() throws Exception {
        step("application", DAY + "09:00:00", ANNA, Value.map().put("state", "applied"), Map.of());
        found();
        for (String typed : List.of("2026-1", "2026", "26-1", " 2026-1 ")) {
            assertThat(searched(typed))
                    .as(typed)
                    .singleElement()
                    .satisfies(item -> assertThat(List.of(item.district(), item.number(), item.state()))
                            .containsExactly("999901", "2026-1", "applied"));
        }
        // An end of three characters would be the end of too many.
        assertThat(searched("6-1")).isEmpty();
        assertThat(searched("2026-2")).isEmpty();
    }

    private List<CaseItem> searched(String typed) {
        return service.reader().search(typed, 10, HolderLookup.NONE).value().cases();
    }

    private List<RegistrationItem> waiting(boolean waiting) {
        return service.reader()
                .registrations(
                        new RegistrationQuery(
                                "",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(waiting),
                                RegistrationQuery.Sort.NEWEST),
                        Paging.first(10))
                .value()
                .items();
    }
}
