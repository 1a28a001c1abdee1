package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.story.Story.HOUSE;
import static org.titlechain.testkit.story.Story.LAND;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.crypto.Suite;

class OwnershipStoryTest {
    private final Story story = Story.given(HOUSE);

    @Test
    void shouldRegisterAFlatForTheFirstTime() {
        Telling first = story.firstRegistered().to("测试甲").record().expect();

        assertThat(first.kind()).isEqualTo("first");
        MapValue sheet = story.sheet();
        assertThat(sheet.get("kind").asText()).isEqualTo("building");
        assertThat(sheet.get("state").asText()).isEqualTo("live");
        assertThat(sheet.get("location").asText()).isEqualTo("示例市示例路1号22幢1401");
        assertThat(sheet.get("version").asLong()).isEqualTo(1);
        assertThat(sheet.get("previous").isNull()).isTrue();
        assertThat(sheet.get("nature").asMap().get("areaSquareCentimetres").asLong())
                .isEqualTo(1_011_700);
        assertThat(story.isOwnedBy("测试甲")).isTrue();
        MapValue certificate =
                story.register().find("certificate/" + first.certificate()).orElseThrow();
        assertThat(certificate.get("state").asText()).isEqualTo("live");
        assertThat(certificate.get("unit").asText()).isEqualTo(HOUSE);
        assertThat(story.register().find("parcel/" + HOUSE.substring(0, 19))).isPresent();
        MapValue file =
                story.register().find("case/999901/" + first.caseNumber()).orElseThrow();
        assertThat(file.get("steps").asList()).hasSize(6);
    }

    @Test
    void shouldTransferAFlatAndTieTheVersions() {
        Telling first = story.firstRegistered().to("测试甲").record().expect();
        byte[] before = CanonicalEncoder.encode(story.sheet());
        Telling second =
                story.transferred().to("测试乙", "1/3").to("测试丙", "2/3").record().expect();

        assertThat(second.kind()).isEqualTo("transfer");
        assertThat(story.count("rights")).isEqualTo(1);
        assertThat(story.item("rights", 0).get("previousCase").asText()).isEqualTo(first.caseNumber());
        assertThat(story.item("rights", 0).get("holders").asList()).hasSize(2);
        MapValue holder =
                story.item("rights", 0).get("holders").asList().getLast().asMap();
        assertThat(holder.get("share").asMap().get("numerator").asLong()).isEqualTo(2);
        assertThat(holder.get("share").asMap().get("denominator").asLong()).isEqualTo(3);
        assertThat(story.sheet().get("previous"))
                .isEqualTo(Value.of(Suite.GM.hash().hash(before)));
        assertThat(story.sheet().get("version").asLong()).isEqualTo(2);
        assertThat(story.register()
                        .find("certificate/" + first.certificate())
                        .orElseThrow()
                        .get("state")
                        .asText())
                .isEqualTo("ended");
    }

    @Test
    void shouldAnswerARepeatedMessageWithTheFirstResult() {
        Telling first = story.firstRegistered().to("测试甲").to("测试乙").record();
        Object before = story.register().state().hashCode();
        MapValue told = first.result();
        first.record();

        assertThat(first.result().get("repeated").asBoolean()).isTrue();
        assertThat(first.result().get("findings")).isEqualTo(told.get("findings"));
        assertThat(first.result().get("kind")).isEqualTo(told.get("kind"));
        assertThat(story.register().state().hashCode()).isEqualTo(before);
    }

    @Test
    void shouldRefuseAnotherMessageUnderTheSameId() {
        Telling first = story.firstRegistered().to("测试甲").record();

        first.with("FWJG", "3").record().expectRefused("RECORD_MESSAGE_ID_REUSED");
    }

    @Test
    void shouldKeepTheRightWhereItIsWhenItChanges() {
        Telling first = story.firstRegistered().to("测试甲").record();
        Telling change = story.changed()
                .with("FDZL", "示例市新路2号")
                .to("测试甲")
                .numbered(first.certificate())
                .record();

        change.expect();
        assertThat(change.kind()).isEqualTo("change");
        assertThat(story.isOwnedBy("测试甲")).isTrue();
        assertThat(story.sheet().get("location").asText()).isEqualTo("示例市新路2号");
        assertThat(story.count("certificates")).isEqualTo(1);
    }

    @Test
    void shouldCorrectARightAndRemarkIt() {
        story.firstRegistered().to("测试甲").record();
        Telling correction = story.corrected().to("测试丁").record().expect();

        assertThat(correction.kind()).isEqualTo("correction");
        assertThat(story.isOwnedBy("测试丁")).isTrue();
        assertThat(story.remarks()).containsExactly("CORRECTED");
    }

    @Test
    void shouldReplaceACertificate() {
        Telling first = story.firstRegistered().to("测试甲").record();
        Telling replacement = story.replaced().to("测试甲").record().expect();

        assertThat(replacement.kind()).isEqualTo("replacement");
        assertThat(story.item("certificates", 0).get("number").asText()).isEqualTo(replacement.certificate());
        assertThat(story.count("certificates")).isEqualTo(1);
        assertThat(story.item("rights", 0).get("case").asText()).isEqualTo(first.caseNumber());
    }

    @Test
    void shouldCancelARightAndEndTheUnit() {
        story.firstRegistered().to("测试甲").record();
        Telling cancellation = story.cancelled().record().expect();

        assertThat(cancellation.kind()).isEqualTo("cancellation");
        assertThat(story.count("rights")).isZero();
        assertThat(story.count("certificates")).isZero();
        assertThat(story.sheet().get("state").asText()).isEqualTo("ended");
    }

    @Test
    void shouldNoteTheLandAsTheOriginOfABuildingWithoutEndingIt() {
        story.and(LAND)
                .message("1000301", "100", "3")
                .right("QLF_QL_JSYDSYQ", "BDCQZH")
                .to("测试开发商")
                .record()
                .expect();
        story.and(HOUSE)
                .firstRegistered()
                .head("PreEstateNum", LAND)
                .to("测试甲")
                .record()
                .expect();

        assertThat(story.sheet().get("lineage").asMap().get("from")).isEqualTo(Value.list(List.of(Value.of(LAND))));
        assertThat(story.findSheet(LAND).orElseThrow().get("state").asText()).isEqualTo("live");
    }

    @Test
    void shouldFindADoubleOwnership() {
        story.firstRegistered().to("测试甲").record();
        story.firstRegistered().to("测试乙").record().expect(FindingCode.DOUBLE_LIVE_OWNERSHIP);

        assertThat(story.count("rights")).isEqualTo(2);
    }
}
