package org.titlechain.testkit.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.registration.Office.HOUSE;
import static org.titlechain.testkit.registration.Office.LAND;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** Working days, clocks that stand still, notices. The stories begin on Monday, 2 March 2026. */
class TimeStoryTest {
    private static final Value DOCUMENT = Value.of(Office.document("paper"));
    private final Office office = Office.open();

    private static long endOf(int month, int day) {
        return LocalDateTime.of(2026, month, day, 0, 0)
                        .plusDays(1)
                        .toInstant(ZoneOffset.ofHours(8))
                        .toEpochMilli()
                - 1;
    }

    private static MapValue limit(Case told) {
        return told.file().get("limit").asMap();
    }

    private Case sale() {
        return office.begin("transfer/sale", HOUSE)
                .target(office.owned(HOUSE, "甲"))
                .from("甲")
                .owner("乙");
    }

    @Test
    void shouldCountWorkingDaysWithTheCalendarOfTheChain() {
        office.decide(
                Value.map()
                        .put("type", "registration.calendar")
                        .put("year", 2026)
                        .put("holidays", Value.texts(List.of("2026-03-03", "2026-03-04")))
                        .put("workdays", Value.texts(List.of("2026-03-08"))),
                "administrator");
        Case sale = sale().apply().accept().expectAccepted();

        // five days: Thursday 5, Friday 6, Sunday 8 in exchange, Monday 9, Tuesday 10
        assertThat(limit(sale).get("due").asLong()).isEqualTo(endOf(3, 10));
    }

    @Test
    void shouldStopTheClockWhileASupplementIsAwaited() {
        Case sale = sale().apply().accept();
        assertThat(limit(sale).get("due").asLong()).isEqualTo(endOf(3, 9));
        office.later(1);
        sale.act("supplement.request", "acceptor", Map.of("materials", Value.texts(List.of("consent"))))
                .expectAccepted();
        assertThat(limit(sale).get("left").asLong()).isEqualTo(4);
        office.later(20);
        sale.act(
                        "supplement.deliver",
                        "acceptor",
                        Map.of(
                                "materials",
                                Value.list(List.of(Value.map()
                                        .put("code", "consent")
                                        .put("document", DOCUMENT)
                                        .build()))))
                .expectAccepted();

        // four days after Monday 23: Friday 27
        assertThat(limit(sale).get("due").asLong()).isEqualTo(endOf(3, 27));
        assertThat(office.register()
                        .find("application/999901/" + sale.number())
                        .orElseThrow()
                        .get("materials")
                        .asList())
                .hasSize(4);
    }

    @Test
    void shouldCountANoticeInWorkingDaysAndStopTheClock() {
        Case land = office.begin("first/land-ownership", "999901001002JA00001W00000000")
                .owner("村集体")
                .apply()
                .accept()
                .act("notice.publish", "acceptor", Map.of("document", DOCUMENT))
                .expectAccepted();
        // fifteen working days after Monday 2: Monday 23
        assertThat(land.file().get("notice").asMap().get("until").asLong()).isEqualTo(endOf(3, 23));
        office.later(20);
        land.review(1).expectRefused("CASE_NOTICE_RUNNING");
        office.later(2);
        land.review(1).expectAccepted();

        // thirty working days after Monday 23 March: Monday 4 May
        assertThat(limit(land).get("due").asLong()).isEqualTo(endOf(5, 4));
    }

    @Test
    void shouldRefuseAfterAnObjectionThatWasUpheldAndPassAfterOneThatWasNot() {
        Case land = office.begin("first/land-ownership", "999901001002JA00001W00000000")
                .owner("村集体")
                .apply()
                .accept()
                .act("notice.publish", "acceptor", Map.of("document", DOCUMENT));
        land.act("notice.object", "applicant", Map.of("party", Value.of(Office.party("邻村")), "document", DOCUMENT))
                .expectAccepted();
        office.later(40);
        land.act(
                        "notice.settle",
                        "reviewer",
                        Map.of("objection", Value.of(1), "outcome", Value.of("upheld"), "document", DOCUMENT))
                .expectAccepted()
                .review(1)
                .expectRefused("CASE_NOTICE_OBJECTED");
        land.act(
                        "notice.settle",
                        "reviewer",
                        Map.of("objection", Value.of(1), "outcome", Value.of("dismissed"), "document", DOCUMENT))
                .review(1)
                .expectAccepted();
    }

    @Test
    void shouldSayThatAnEntryWasOverdue() {
        Case sale = sale().approved();
        office.later(30);
        sale.register().expectAccepted();

        MapValue step = sale.file().get("steps").asList().getLast().asMap();
        assertThat(step.get("overdue").asBoolean()).isTrue();
    }

    @Test
    void shouldAskTheFeeOfAHomeAndOfOthersAndNoneOfTheExempt() {
        Case sale = sale().apply().accept();
        assertThat(sale.file().get("fee").asMap().get("due").asLong()).isEqualTo(8_000);
        Case land = office.begin("first/land-use", LAND)
                .owner("甲")
                .field("exemption", Value.of("state-organ"))
                .complete();
        assertThat(land.file().get("fee").asMap().get("due").asLong()).isEqualTo(55_000);
        land.act("issue", "issuer", Map.of("receipt", DOCUMENT)).expectAccepted();
    }

    @Test
    void shouldFreeTheQueueWhenACaseIsWithdrawnOrRefused() {
        Case first = office.owned(HOUSE, "甲");
        Case one = office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("乙")
                .approved();
        Case two = office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("丙")
                .approved();
        Case three = office.begin("transfer/sale", HOUSE)
                .target(first)
                .from("甲")
                .owner("丁")
                .approved();
        three.register().expectRefused("CASE_QUEUED_BEHIND");
        one.act("withdraw", "acceptor", Map.of()).expectAccepted();
        two.act("refuse", "registrar", Map.of("reason", Value.of("dispute"))).expectAccepted();

        three.register().expectAccepted();
        one.act("withdraw", "acceptor", Map.of()).expectRefused("CASE_STEP_ORDER");
    }
}
