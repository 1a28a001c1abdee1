package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.story.Story.HOUSE;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;

/** Seizures, objections and habitation leave the sheet when their time is over and the unit is next written. */
class LapseStoryTest {
    private final Story story = Story.given(HOUSE);

    @BeforeEach
    void own() {
        story.firstRegistered().to("测试甲").record();
    }

    @Test
    void shouldLetASeizureLapseAfterItsTerm() {
        Telling seizure = story.seized("1").with("CFJSSJ", "2025-04-30").record();
        Telling before = story.mortgaged().to("测试银行").record();
        before.expect(FindingCode.SEIZED_UNIT_DISPOSED);
        Telling transfer = story.later(60).transferred().to("测试乙").record();

        transfer.expect();
        assertThat(cases("seizure")).isEmpty();
        MapValue remark = story.item("remarks", 0);
        assertThat(remark.get("code").asText()).isEqualTo("LAPSED");
        assertThat(remark.get("message").asText()).isEqualTo(transfer.id());
        assertThat(remark.get("facts"))
                .isEqualTo(Value.map()
                        .put("kind", "seizure")
                        .put("id", seizure.caseNumber())
                        .build());
    }

    @Test
    void shouldCountTheLastDayOfTheTerm() {
        story.seized("1").with("CFJSSJ", "2025-03-04").record();

        story.transferred().to("测试乙").record().expect(FindingCode.SEIZED_UNIT_DISPOSED);
        story.transferred().to("测试丙").record().expect();
    }

    @Test
    void shouldKeepASeizureWithoutAnEnd() {
        story.seized("1").with("CFJSSJ", "").record();

        story.later(4000).transferred().to("测试乙").record().expect(FindingCode.SEIZED_UNIT_DISPOSED);
    }

    @Test
    void shouldLetTheNextSeizureTakeItsTurnWhenOneLapses() {
        story.seized("1").with("CFJSSJ", "2025-04-30").record();
        Telling waiting = story.seized("2").record();
        Telling over = story.seized("2").with("CFJSSJ", "2025-05-01").record();
        Telling last = story.seized("4").record();
        Telling transfer = story.later(90).transferred().to("测试乙").record();

        transfer.expect(FindingCode.SEIZED_UNIT_DISPOSED);
        assertThat(cases("seizure"))
                .containsExactly(waiting.caseNumber(), last.caseNumber())
                .doesNotContain(over.caseNumber());
        assertThat(story.item("restrictions", 0).get("state").asText()).isEqualTo("live");
        assertThat(term(0, "effectiveBy")).isEqualTo(transfer.id());
        assertThat(term(0, "type")).isEqualTo("1");
        assertThat(story.item("restrictions", 1).get("state").asText()).isEqualTo("waiting");
    }

    @Test
    void shouldJudgeADisposalThatIsReportedAfterTheTermByWhenItWasRegistered() {
        Telling seizure = story.seized("1").with("CFJSSJ", "2025-04-30").record();
        Telling late = story.transferred().to("测试乙").toldAfterHours(24 * 365).record();

        late.expect(FindingCode.SEIZED_UNIT_DISPOSED, FindingCode.REPORTED_LATE);
        assertThat(cases("seizure")).containsExactly(seizure.caseNumber());
    }

    @Test
    void shouldNotLetAMessageFromTheFutureEndWhatStillHolds() {
        Telling seizure = story.seized("1").with("CFJSSJ", "2025-04-30").record();
        Telling early = story.transferred().to("测试乙").with("DJF_DJ_DB", "DBSJ", "2027-01-01T10:00:00");
        early.record();

        assertThat(early.findings()).contains("SEIZED_UNIT_DISPOSED");
        assertThat(cases("seizure")).containsExactly(seizure.caseNumber());
    }

    @Test
    void shouldEndASeizureByItsReleaseThoughItsTermIsOver() {
        Telling seizure = story.seized("1").with("CFJSSJ", "2025-04-30").record();
        Telling waiting = story.seized("2").record();
        Telling release = story.later(90).released(seizure.caseNumber()).record();

        release.expect();
        assertThat(cases("seizure")).containsExactly(waiting.caseNumber());
        assertThat(term(0, "effectiveBy")).isEqualTo(release.id());
        assertThat(story.remarks()).isEmpty();
    }

    @Test
    void shouldTakeAContinuationThatComesAfterTheTermAsASeizureOfItsOwn() {
        Telling seizure = story.seized("1").with("CFJSSJ", "2025-04-30").record();
        Telling late = story.later(90)
                .seized("5")
                .with("SSYWH", seizure.caseNumber())
                .with("CFQSSJ", "2025-06-01")
                .record();

        late.expect(FindingCode.SEIZURE_UNKNOWN);
        assertThat(cases("seizure")).containsExactly(late.caseNumber());
        assertThat(story.remarks()).containsExactly("LAPSED");
    }

    @Test
    void shouldLetAnObjectionLapseFifteenDaysAfterItsRegistration() {
        Telling objection = story.objected().to("测试丁").record();
        story.later(14).transferred().to("测试乙").record().expect(FindingCode.OBJECTED_UNIT_DISPOSED);
        assertThat(cases("objection")).containsExactly(objection.caseNumber());
        story.transferred().to("测试丙").record().expect();

        assertThat(cases("objection")).isEmpty();
        assertThat(story.remarks()).containsExactly("LAPSED");
        assertThat(story.register()
                        .find("certificate/" + objection.certificate())
                        .orElseThrow()
                        .get("state")
                        .asText())
                .isEqualTo("ended");
    }

    @Test
    void shouldLetHabitationLapseAfterItsTerm() {
        story.message("1009901", "100", "92")
                .right("QLF_QL_QTXGQL", "BDCQZH")
                .to("测试丙")
                .with("QLQSSJ", "2025-03-01")
                .with("QLJSSJ", "2025-12-31")
                .record();
        assertThat(cases("habitation")).hasSize(1);
        story.later(310).changed().to("测试甲").record().expect();

        assertThat(cases("habitation")).isEmpty();
    }

    @Test
    void shouldPutBackWhatLapsedInAMessageThatIsCorrectedAndJudgeItAnew() {
        Telling seizure = story.seized("1").with("CFJSSJ", "2025-04-30").record();
        Telling waiting = story.seized("2").record();
        Telling wrong = story.later(90).transferred().to("测试乙").record();
        assertThat(cases("seizure")).containsExactly(waiting.caseNumber());
        Telling corrected = story.transferred()
                .to("测试乙")
                .with("DJF_DJ_DB", "DBSJ", "2025-04-10T10:00:00")
                .with("DJSJ", "2025-04-10T10:00:00")
                .supplementing(wrong, "_BL")
                .record();

        assertThat(corrected.findings()).contains("SEIZED_UNIT_DISPOSED");
        assertThat(cases("seizure")).containsExactly(seizure.caseNumber(), waiting.caseNumber());
        assertThat(story.item("restrictions", 1).get("state").asText()).isEqualTo("waiting");
        assertThat(term(1, "type")).isEqualTo("2");
    }

    @Test
    void shouldLeaveOlderVersionsAsTheyWere() {
        Story old = Story.given(HOUSE, 4);
        old.firstRegistered().to("测试甲").record();
        old.seized("1").with("CFJSSJ", "2025-04-30").record();
        old.later(60).transferred().to("测试乙").record().expect(FindingCode.LAPSED_SEIZURE_ON_SHEET);

        assertThat(old.count("restrictions")).isEqualTo(1);
    }

    private List<String> cases(String kind) {
        return story.sheet().get("restrictions").asList().stream()
                .filter(item -> item.asMap().get("kind").asText().equals(kind))
                .map(item -> item.asMap().get("case").asText())
                .toList();
    }

    private String term(int restriction, String name) {
        return story.item("restrictions", restriction)
                .get("terms")
                .asMap()
                .get(name)
                .asText();
    }
}
