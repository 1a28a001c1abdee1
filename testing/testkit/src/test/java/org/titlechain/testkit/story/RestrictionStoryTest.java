package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.story.Story.HOUSE;
import static org.titlechain.testkit.story.Story.LAND;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;

class RestrictionStoryTest {
    private final Story story = Story.given(HOUSE);

    @Test
    void shouldRankMortgagesByTheTimeOfRegistrationHoweverTheyArrive() {
        story.firstRegistered().to("测试甲").record();
        Telling later = story.later(10).mortgaged().to("测试银行一").record().expect();
        Telling earlier = story.mortgaged()
                .to("测试银行二")
                .registeredAt("2025-03-05T10:00:00")
                .record();

        assertThat(later.kind()).isEqualTo("mortgage");
        assertThat(cases("mortgage")).containsExactly(earlier.caseNumber(), later.caseNumber());
        assertThat(ranks()).containsExactly(1L, 2L);
    }

    @Test
    void shouldReleaseAMortgageAndLetTheNextMoveUp() {
        story.firstRegistered().to("测试甲").record();
        Telling first = story.mortgaged().to("测试银行一").record();
        Telling second = story.mortgaged().to("测试银行二").record();
        Telling release = story.mortgageReleased(first.caseNumber()).record().expect();

        assertThat(release.kind()).isEqualTo("mortgage-release");
        assertThat(cases("mortgage")).containsExactly(second.caseNumber());
        assertThat(ranks()).containsExactly(1L);
        assertThat(state(first.certificate())).isEqualTo("ended");
        assertThat(state(second.certificate())).isEqualTo("live");
    }

    @Test
    void shouldTellMortgagesInTheOldCodesByTheirRegistrationType() {
        story.firstRegistered().to("测试甲").record();
        Telling first = story.mortgagedInTheOldCodes("100").to("测试银行一").record();
        Telling behind = story.mortgagedInTheOldCodes("100").to("测试银行三").record();
        Telling transfer = story.mortgagedInTheOldCodes("200")
                .to("测试银行二")
                .with("SCYWH", first.caseNumber())
                .record()
                .expect();

        assertThat(first.findings()).isEmpty();
        assertThat(transfer.kind()).isEqualTo("mortgage-transfer");
        assertThat(cases("mortgage")).containsExactly(transfer.caseNumber(), behind.caseNumber());
        Telling release = story.mortgagedInTheOldCodes("400")
                .with("SCYWH", transfer.caseNumber())
                .with("BDCDJZMH", "")
                .head("ProofCount", "0")
                .to("测试银行二")
                .record();
        assertThat(release.kind()).isEqualTo("mortgage-release");
        assertThat(cases("mortgage")).containsExactly(behind.caseNumber());
    }

    @Test
    void shouldKeepTheMortgageWhenTheUnitIsTransferred() {
        story.firstRegistered().to("测试甲").record();
        Telling mortgage = story.mortgaged().to("测试银行").with("DYFS", "2").record();
        story.transferred().to("测试乙").record().expect();

        assertThat(cases("mortgage")).containsExactly(mortgage.caseNumber());
        assertThat(story.item("restrictions", 0)
                        .get("terms")
                        .asMap()
                        .get("method")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void shouldLetTheMortgageeConsentToATransferThatTheMortgageForbids() {
        story.firstRegistered().to("测试甲").record();
        story.mortgaged().to("测试银行").with("SFCZJZHXZ", "1").record();
        Telling transfer = story.transferred().to("测试乙");
        transfer.draft().row("DJF_DJ_SQ").by("YWRZJH", "测试银行");

        transfer.record().expect();
    }

    @Test
    void shouldLetWaitingSeizuresTakeTheirTurn() {
        story.firstRegistered().to("测试甲").record();
        Telling first = story.seized("1").record().expect();
        Telling second = story.seized("2").record().expect();
        Telling third = story.seized("2").record().expect();

        assertThat(states()).containsExactly("live", "waiting", "waiting");
        assertThat(first.kind()).isEqualTo("seizure");
        Telling release = story.released(first.caseNumber()).record().expect();
        assertThat(release.kind()).isEqualTo("release");
        assertThat(cases("seizure")).containsExactly(second.caseNumber(), third.caseNumber());
        assertThat(states()).containsExactly("live", "waiting");
        assertThat(ranks()).containsExactly(1L, 2L);
        story.released(third.caseNumber()).record().expect();
        assertThat(cases("seizure")).containsExactly(second.caseNumber());
    }

    @Test
    void shouldExtendASeizureThatIsContinued() {
        story.firstRegistered().to("测试甲").record();
        Telling seizure = story.seized("1").record();
        Telling continuation = story.seized("5")
                .with("SSYWH", seizure.caseNumber())
                .with("CFQSSJ", "2028-03-01")
                .with("CFJSSJ", "2031-02-28")
                .record()
                .expect();

        assertThat(continuation.kind()).isEqualTo("seizure-continuation");
        assertThat(cases("seizure")).containsExactly(seizure.caseNumber());
        assertThat(story.item("restrictions", 0)
                        .get("term")
                        .asMap()
                        .get("until")
                        .asText())
                .isEqualTo("2031-02-28");
    }

    @Test
    void shouldSeizeAPresoldFlatThatIsNotOnTheRegister() {
        story.seized("3").record().expect();

        assertThat(cases("seizure")).hasSize(1);
        assertThat(story.count("rights")).isZero();
    }

    @Test
    void shouldConvertANoticeIntoTheFinalRegistration() {
        story.firstRegistered().to("测试开发商").record();
        Telling notice = story.noticed("1").to("测试乙").record().expect();
        Telling mortgageNotice = story.noticed("3").to("测试银行").record().expect();

        assertThat(notice.kind()).isEqualTo("notice");
        assertThat(cases("notice")).containsExactly(notice.caseNumber(), mortgageNotice.caseNumber());
        assertThat(story.transferred().to("测试乙").record().findings())
                .containsOnly(FindingCode.NOTICED_UNIT_DISPOSED.name());
        assertThat(cases("notice")).containsExactly(mortgageNotice.caseNumber());
        story.mortgaged().to("测试银行").record().expect();
        assertThat(cases("notice")).isEmpty();
        assertThat(state(notice.certificate())).isEqualTo("ended");
    }

    @Test
    void shouldTakeAMortgageRowBesideANoticeAsItsDescription() {
        Telling notice = story.noticed("3").to("测试银行");
        notice.draft().add("QLF_QL_DYAQ").with("BDCDYH", HOUSE).with("YWH", notice.caseNumber());
        notice.record();

        assertThat(cases("notice")).hasSize(1);
        assertThat(cases("mortgage")).isEmpty();
    }

    @Test
    void shouldReleaseANotice() {
        Telling notice = story.noticed("1").to("测试乙").record().expect();
        Telling release = story.message("7000101", "400", "");
        release.row("QLF_QL_YGDJ").with("SSYWH", notice.caseNumber()).with("ZXYGYWH", release.caseNumber());
        release.to("测试乙").record().expect();

        assertThat(release.kind()).isEqualTo("notice-release");
        assertThat(cases("notice")).isEmpty();
    }

    @Test
    void shouldEndAnObjection() {
        story.firstRegistered().to("测试甲").record();
        Telling objection = story.objected().to("测试丁").record().expect();
        assertThat(cases("objection")).containsExactly(objection.caseNumber());
        Telling end = story.message("6000101", "600", "");
        end.row("QLF_QL_YYDJ")
                .with("YWH", objection.caseNumber())
                .with("ZXYYYWH", end.caseNumber())
                .with("ZXYYDJSJ", Story.text(story.now()));
        end.to("测试丁").record().expect();

        assertThat(end.kind()).isEqualTo("objection-release");
        assertThat(cases("objection")).isEmpty();
    }

    @Test
    void shouldShowAnEasementOnBothUnits() {
        String servient = "999901001002GB00015W00000000";
        Telling easement = easement("1002101", "100", servient);
        easement.record().expect();

        MapValue burdened = story.findSheet(servient).orElseThrow();
        MapValue benefiting = story.findSheet(LAND).orElseThrow();
        assertThat(easement.kind()).isEqualTo("easement");
        assertThat(burdened.get("restrictions").asList()).hasSize(1);
        assertThat(burdened.get("rights").asList()).isEmpty();
        assertThat(benefiting.get("rights").asList()).hasSize(1);

        Telling end = easement("9000102", "400", servient);
        end.row().with("SCYWH", easement.caseNumber()).with("BDCDJZMH", "");
        end.head("ProofCount", "0").record().expect();
        assertThat(end.kind()).isEqualTo("easement-release");
        assertThat(story.findSheet(servient).orElseThrow().get("restrictions").asList())
                .isEmpty();
        assertThat(story.findSheet(LAND).orElseThrow().get("rights").asList()).isEmpty();
    }

    private Telling easement(String recordType, String registrationType, String servient) {
        Telling telling =
                story.and(LAND).message(recordType, registrationType, "19").right("QLF_QL_DYIQ", "BDCDJZMH");
        telling.row()
                .with("BDCDYH", "")
                .with("GYDBDCDYH", servient)
                .with("XYDBDCDYH", LAND)
                .with("QLQSSJ", "2025-01-01")
                .with("QLJSSJ", "2055-01-01");
        return telling;
    }

    @Test
    void shouldRecordARightOfHabitationAsARestriction() {
        story.firstRegistered().to("测试甲").record();
        Telling habitation = story.message("1009901", "100", "92")
                .right("QLF_QL_QTXGQL", "BDCQZH")
                .to("测试丙")
                .record();

        assertThat(habitation.kind()).isEqualTo("habitation");
        assertThat(cases("habitation")).containsExactly(habitation.caseNumber());
        assertThat(story.count("rights")).isEqualTo(1);
        Telling end = story.message("9009901", "400", "92");
        end.row("QLF_QL_QTXGQL").with("SSYWH", habitation.caseNumber()).with("QSZT", "3");
        end.record();
        assertThat(end.kind()).isEqualTo("habitation-release");
        assertThat(cases("habitation")).isEmpty();
    }

    @Test
    void shouldRestrictAUnitAndFreeItAgain() {
        story.firstRegistered().to("测试甲").record();
        Telling restriction = restriction("100");
        restriction.record().expect();
        assertThat(restriction.kind()).isEqualTo("restriction");
        assertThat(cases("restriction")).hasSize(1);
        Telling end = restriction("900");
        end.row().with("SSYWH", restriction.caseNumber()).with("QSZT", "3");
        end.record();
        assertThat(cases("restriction")).isEmpty();
    }

    private Telling restriction(String registrationType) {
        Telling telling = story.message("9000103", "900", "");
        telling.row("QLF_XZDY").with("DJLX", "").with("SYLX", registrationType);
        return telling.without("DJF_DJ_SQ");
    }

    private List<String> cases(String kind) {
        return story.sheet().get("restrictions").asList().stream()
                .filter(item -> item.asMap().get("kind").asText().equals(kind))
                .map(item -> item.asMap().get("case").asText())
                .toList();
    }

    private List<Long> ranks() {
        return story.sheet().get("restrictions").asList().stream()
                .map(item -> item.asMap().get("rank").asLong())
                .toList();
    }

    private List<String> states() {
        return story.sheet().get("restrictions").asList().stream()
                .map(item -> item.asMap().get("state").asText())
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
