package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.story.Story.HOUSE;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.finding.FindingCode;

/** One certificate over three flats is live as long as one of them has it. */
class SharedCertificateStoryTest {
    private static final String SECOND = "999901001002GB00014F00220046";
    private static final String THIRD = "999901001002GB00014F00220047";

    private final Story story = Story.given(HOUSE);
    private Telling shared;

    @BeforeEach
    void register() {
        shared = issue(story);
        shared.record().expect();
    }

    private static Telling issue(Story story) {
        Telling telling = story.firstRegistered().to("测试甲");
        telling.head("EstateNum", HOUSE + "," + SECOND + "," + THIRD);
        telling.also(SECOND).also(THIRD);
        return telling;
    }

    private MapValue certificate() {
        return story.register().find("certificate/" + shared.certificate()).orElseThrow();
    }

    private void sell(String unit) {
        story.and(unit)
                .message("2000402", "200", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .with("SSYWH", shared.caseNumber())
                .head("PreCertID", shared.certificate())
                .to("测试乙")
                .record()
                .expect();
    }

    @Test
    void shouldStandOnEverySheet() {
        assertThat(certificate().get("places").asLong()).isEqualTo(3);
        for (String unit : new String[] {HOUSE, SECOND, THIRD}) {
            assertThat(story.findSheet(unit).orElseThrow().get("certificates").asList())
                    .as(unit)
                    .hasSize(1);
        }
    }

    @Test
    void shouldBeLiveUntilTheLastOfTheUnitsIsSold() {
        sell(HOUSE);
        assertThat(certificate().get("state").asText()).isEqualTo("live");
        sell(THIRD);
        assertThat(certificate().get("state").asText()).isEqualTo("live");
        assertThat(certificate().get("places").asLong()).isEqualTo(1);
        sell(SECOND);

        assertThat(certificate().get("state").asText()).isEqualTo("ended");
        assertThat(certificate().get("places").asLong()).isZero();
        story.and(HOUSE)
                .transferred()
                .head("PreCertID", shared.certificate())
                .to("测试丙")
                .record()
                .expect(FindingCode.PREVIOUS_CERTIFICATE_ENDED);
    }

    @Test
    void shouldGoOnWithAChangeOfOneOfTheUnits() {
        story.and(SECOND)
                .message("3000402", "300", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .with("SSYWH", shared.caseNumber())
                .to("测试甲")
                .numbered(shared.certificate())
                .record()
                .expect();

        assertThat(certificate().get("places").asLong()).isEqualTo(3);
        assertThat(certificate().get("unit").asText()).isEqualTo(SECOND);
    }

    @Test
    void shouldStillFindANumberThatAnotherCaseUses() {
        story.and("999901001002GB00014F00220048")
                .firstRegistered()
                .to("测试丙")
                .numbered(shared.certificate())
                .record()
                .expect(FindingCode.CERTIFICATE_DOUBLED);

        assertThat(certificate().get("places").asLong()).isEqualTo(4);
    }

    @Test
    void shouldStandOnceMoreWhenASaleIsCorrectedAway() {
        sell(HOUSE);
        Telling sale = story.and(SECOND)
                .message("2000402", "200", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .with("SSYWH", shared.caseNumber())
                .to("测试乙")
                .record();
        assertThat(certificate().get("places").asLong()).isEqualTo(1);
        story.message("3000402", "300", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .with("SSYWH", shared.caseNumber())
                .to("测试甲")
                .numbered(shared.certificate())
                .supplementing(sale, "_BL")
                .record()
                .expect();

        assertThat(certificate().get("places").asLong()).isEqualTo(2);
        assertThat(certificate().get("state").asText()).isEqualTo("live");
    }

    @Test
    void shouldEndWithTheFirstInOlderVersions() {
        Story old = Story.given(HOUSE, 4);
        Telling telling = issue(old);
        telling.record();
        old.and(HOUSE)
                .message("2000402", "200", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .with("SSYWH", telling.caseNumber())
                .to("测试乙")
                .record();

        assertThat(old.register()
                        .find("certificate/" + telling.certificate())
                        .orElseThrow()
                        .get("state")
                        .asText())
                .isEqualTo("ended");
    }
}
