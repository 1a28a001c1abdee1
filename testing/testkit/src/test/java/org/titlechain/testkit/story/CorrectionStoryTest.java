package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.story.Story.HOUSE;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.finding.FindingCode;

/** A correction (_BL) that is corrected under its own id. */
class CorrectionStoryTest {
    private final Story story = Story.given(HOUSE);
    private Telling first;
    private Telling wrong;

    @BeforeEach
    void correct() {
        first = story.firstRegistered().to("测试甲").record();
        wrong = story.transferred().to("测试乙").record();
    }

    private Telling correction(String owner) {
        return story.message("2000402", "200", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .to(owner)
                .with("SSYWH", first.caseNumber())
                .head("PreCertID", first.certificate())
                .supplementing(wrong, "_BL");
    }

    @Test
    void shouldTakeThePlaceOfTheCorrectionBeforeIt() {
        Telling second = correction("测试丙").record().expect();
        Telling third = correction("测试丁").record().expect();

        assertThat(third.id()).isEqualTo(second.id());
        assertThat(story.isOwnedBy("测试丁")).isTrue();
        assertThat(story.count("rights")).isEqualTo(1);
        assertThat(state(second.certificate())).isEqualTo("ended");
        assertThat(state(third.certificate())).isEqualTo("live");
        MapValue record = story.register().find("message/" + third.id()).orElseThrow();
        assertThat(record.get("supersedes").asText()).isEqualTo(wrong.id());
        assertThat(record.get("earlier").asList()).hasSize(1);
    }

    @Test
    void shouldAnswerEachCorrectionThatIsSentAgainWithItsOwnAnswer() {
        Telling second = correction("测试丙").record();
        Telling third = correction("测试丁").head("CertCount", "2").record();
        third.expect(FindingCode.CERTIFICATE_COUNT_MISMATCH);
        MapValue before = story.sheet();

        for (Telling again : List.of(second, third, second)) {
            MapValue told = again.result();
            again.record();
            assertThat(again.result().get("findings")).isEqualTo(told.get("findings"));
            assertThat(again.result().get("repeated")).isEqualTo(Value.of(true));
            assertThat(((Accepted) again.decision()).changes()).isEmpty();
        }
        assertThat(story.sheet()).isEqualTo(before);
    }

    @Test
    void shouldPutBackWhatTheCorrectionEnded() {
        Telling mortgage = story.mortgaged().to("测试银行一").record();
        Telling other = story.mortgaged().to("测试银行二").record();
        wrong = story.mortgageReleased("unknown").record();
        story.mortgageReleased(mortgage.caseNumber())
                .supplementing(wrong, "_BL")
                .record()
                .expect();
        assertThat(mortgages()).containsExactly(other.caseNumber());
        story.mortgageReleased(other.caseNumber())
                .supplementing(wrong, "_BL")
                .record()
                .expect();

        assertThat(mortgages()).containsExactly(mortgage.caseNumber());
    }

    @Test
    void shouldTakeBackEveryRestrictionThatTheCorrectedMessageBrought() {
        Telling two = story.mortgaged().to("测试银行一");
        two.draft()
                .add("QLF_QL_DYAQ")
                .with("BDCDYH", HOUSE)
                .with("YWH", two.caseNumber())
                .with("DYFS", "2");
        two.record();
        assertThat(mortgages()).containsExactly(two.caseNumber(), two.caseNumber());
        Telling one =
                story.mortgaged().to("测试银行三").supplementing(two, "_BL").record().expect();

        assertThat(mortgages()).containsExactly(one.caseNumber());
    }

    @Test
    void shouldLetASeizureWaitAgainWhoseTurnCameByAMistake() {
        Telling live = story.seized("1").record();
        Telling waiting = story.seized("2").record();
        Telling release = story.released(live.caseNumber()).record();
        assertThat(story.item("restrictions", 0).get("case").asText()).isEqualTo(waiting.caseNumber());
        story.released(waiting.caseNumber())
                .supplementing(release, "_BL")
                .record()
                .expect();

        assertThat(story.count("restrictions")).isEqualTo(1);
        assertThat(story.item("restrictions", 0).get("case").asText()).isEqualTo(live.caseNumber());
        assertThat(story.item("restrictions", 0).get("state").asText()).isEqualTo("live");
    }

    @Test
    void shouldEndEveryNoticeThatTheTransferFulfils() {
        story.noticed("1").to("测试丙").record();
        story.noticed("1").to("测试丙").record();
        story.transferred().to("测试丙").record().expect();

        assertThat(story.count("restrictions")).isZero();
    }

    @Test
    void shouldRefuseOtherIdsThatAreTakenAndOlderVersionsEveryOne() {
        wrong.with("FWJG", "3").record().expectRefused("RECORD_MESSAGE_ID_REUSED");
        correction("测试丙").supplementing(wrong, "_CBXZ").record().expect();
        correction("测试丁").supplementing(wrong, "_CBXZ").record().expectRefused("RECORD_MESSAGE_ID_REUSED");

        Story old = Story.given(HOUSE, 4);
        Telling told = old.firstRegistered().to("测试甲").record();
        old.firstRegistered().to("测试乙").supplementing(told, "_BL").record();
        old.firstRegistered().to("测试丙").supplementing(told, "_BL").record().expectRefused("RECORD_MESSAGE_ID_REUSED");
    }

    private List<String> mortgages() {
        return story.sheet().get("restrictions").asList().stream()
                .map(item -> item.asMap().get("case").asText())
                .toList();
    }

    private String state(String certificate) {
        return story.register()
                .find("certificate/" + certificate)
                .orElseThrow()
                .get("state")
                .asText();
    }
}
