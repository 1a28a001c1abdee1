package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.story.Story.HOUSE;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.testkit.story.Register.Told;

/** Messages that come late, twice, out of order, as supplements or as corrections; splits and mergers. */
class OrderStoryTest {
    private final Story story = Story.given(HOUSE);

    @Test
    void shouldNotReviveAnOwnerThatALaterTransferReplaced() {
        Telling first = story.firstRegistered().to("测试甲");
        Telling transfer =
                story.transferred().to("测试乙").with("SSYWH", first.caseNumber()).record();
        transfer.expect(FindingCode.PREVIOUS_RIGHT_UNKNOWN);
        first.record().expect(FindingCode.LATE_REGISTRATION);

        assertThat(story.isOwnedBy("测试乙")).isTrue();
        assertThat(story.remarks()).containsExactly("LATE_REGISTRATION");
        assertThat(story.sheet().get("version").asLong()).isEqualTo(2);
    }

    @Test
    void shouldNotReviveAMortgageWhoseReleaseCameFirst() {
        story.firstRegistered().to("测试甲").record();
        Telling mortgage = story.mortgaged().to("测试银行");
        story.mortgageReleased(mortgage.caseNumber()).record().expect(FindingCode.MORTGAGE_UNKNOWN);
        mortgage.record().expect(FindingCode.LATE_REGISTRATION);

        assertThat(story.count("restrictions")).isZero();
    }

    @Test
    void shouldReplaceWhatTheSameCaseSaidBefore() {
        Telling first = story.firstRegistered().to("测试甲").record();
        Telling again = story.firstRegistered().to("测试乙");
        again.with("YWH", first.caseNumber())
                .head("RecFlowID", first.caseNumber())
                .record();

        again.expect(FindingCode.CASE_REPORTED_TWICE);
        assertThat(story.isOwnedBy("测试乙")).isTrue();
    }

    @Test
    void shouldTakeTheWholeEffectBackWhenTheLastMessageIsCorrected() {
        Telling first = story.firstRegistered().to("测试甲").record();
        Telling wrong = story.transferred().to("测试乙").record();
        Telling corrected = story.message("2000402", "200", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .to("测试丙")
                .with("SSYWH", first.caseNumber())
                .head("PreCertID", first.certificate())
                .supplementing(wrong, "_BL")
                .record();

        corrected.expect();
        assertThat(story.isOwnedBy("测试丙")).isTrue();
        assertThat(state(wrong.certificate())).isEqualTo("ended");
        assertThat(state(first.certificate())).isEqualTo("ended");
        MapValue base = story.register().find("message/" + wrong.id()).orElseThrow();
        assertThat(base.get("supersededBy").asText()).isEqualTo(corrected.id());
    }

    @Test
    void shouldPutBackWhatACorrectedCancellationEnded() {
        Telling first = story.firstRegistered().to("测试甲").record();
        Telling mortgage = story.mortgaged().to("测试银行一").record();
        Telling other = story.mortgaged().to("测试银行二").record();
        Telling wrong = story.mortgageReleased(mortgage.caseNumber()).record();
        story.mortgageReleased(other.caseNumber())
                .supplementing(wrong, "_BL")
                .record()
                .expect();

        assertThat(story.count("restrictions")).isEqualTo(1);
        assertThat(story.item("restrictions", 0).get("case").asText()).isEqualTo(mortgage.caseNumber());
        assertThat(story.item("restrictions", 0).get("rank").asLong()).isEqualTo(1);
        assertThat(state(mortgage.certificate())).isEqualTo("live");
        assertThat(story.isOwnedBy("测试甲")).isTrue();
        assertThat(first.findings()).isEmpty();
    }

    @Test
    void shouldNotRestoreWhatLaterMessagesBuiltOn() {
        story.firstRegistered().to("测试甲").record();
        Telling wrong = story.transferred().to("测试乙").record();
        story.mortgaged().to("测试银行").record();
        Telling corrected = story.message("2000402", "200", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .to("测试丙")
                .with("SSYWH", wrong.caseNumber())
                .supplementing(wrong, "_CBXZ")
                .record();

        corrected.expect(FindingCode.SUPPLEMENT_AFTER_LATER_MESSAGES);
        assertThat(story.isOwnedBy("测试丙")).isTrue();
        assertThat(story.count("restrictions")).isEqualTo(1);
    }

    @Test
    void shouldTakeALateFirstReportAsAFirstReport() {
        Telling late = story.firstRegistered().to("测试甲");
        late.supplementing(late, "_BBXZ").record().expect();

        assertThat(story.isOwnedBy("测试甲")).isTrue();
    }

    @Test
    void shouldSplitAUnit() {
        story.firstRegistered().to("测试甲").record();
        Telling left = piece("999901001002GB00014F00220145");
        Telling right = piece("999901001002GB00014F00220245");
        left.record().expect();
        right.record().expect();

        MapValue before = story.findSheet(HOUSE).orElseThrow();
        assertThat(before.get("state").asText()).isEqualTo("ended");
        assertThat(before.get("rights").asList()).isEmpty();
        assertThat(before.get("lineage").asMap().get("to"))
                .isEqualTo(Value.texts(List.of("999901001002GB00014F00220145", "999901001002GB00014F00220245")));
        assertThat(story.sheet().get("lineage").asMap().get("from")).isEqualTo(Value.texts(List.of(HOUSE)));
    }

    private Telling piece(String code) {
        return story.and(code)
                .message("3000402", "300", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .head("PreEstateNum", HOUSE)
                .to("测试甲");
    }

    @Test
    void shouldMergeUnits() {
        story.firstRegistered().to("测试甲").record();
        String other = "999901001002GB00014F00220046";
        story.and(other).firstRegistered().to("测试甲").record();
        String merged = "999901001002GB00014F00220047";
        story.and(merged)
                .message("3000402", "300", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .head("PreEstateNum", HOUSE + "," + other)
                .to("测试甲")
                .record()
                .expect();

        assertThat(story.sheet().get("lineage").asMap().get("from")).isEqualTo(Value.texts(List.of(HOUSE, other)));
        assertThat(story.findSheet(HOUSE).orElseThrow().get("state").asText()).isEqualTo("ended");
        assertThat(story.findSheet(other).orElseThrow().get("state").asText()).isEqualTo("ended");
    }

    @Test
    void shouldRecordAnEndedRowWithoutMakingItLive() {
        Telling history = story.firstRegistered().to("测试甲").with("QSZT", "2");
        history.record();
        assertThat(story.count("rights")).isZero();

        Telling live = story.firstRegistered().to("测试乙").record().expect();
        live.supplementing(live, "").record();
        assertThat(story.isOwnedBy("测试乙")).isTrue();
    }

    @Test
    void shouldGiveTheSameStateForTheSameLedger() {
        story.firstRegistered().to("测试甲").record();
        story.transferred().to("测试乙", "1/2").to("测试丙", "1/2").record();
        story.mortgaged().to("测试银行").record();
        story.seized("1").record();
        List<Told> ledger = new ArrayList<>(story.register().ledger());

        assertThat(Register.replayed(ledger).state()).isEqualTo(story.register().state());
    }

    private String state(String certificate) {
        return story.register()
                .find("certificate/" + certificate)
                .orElseThrow()
                .get("state")
                .asText();
    }
}
