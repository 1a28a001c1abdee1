package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.story.Story.HOUSE;
import static org.titlechain.testkit.story.Story.LAND;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.titlechain.contract.finding.FindingCatalogue;
import org.titlechain.contract.finding.FindingCode;

/** A story for each finding: the flawless telling is told by other tests; here one thing is wrong with it. */
class FindingStoryTest {
    private static final Map<FindingCode, Function<Story, Telling>> STORIES = new EnumMap<>(FindingCode.class);

    static {
        heads();
        units();
        fields();
        process();
        rights();
        successions();
        disposals();
        restrictions();
        orders();
    }

    private static void tell(FindingCode code, Function<Story, Telling> story) {
        STORIES.put(code, story);
    }

    private static Telling first(Story story) {
        return story.firstRegistered().to("测试甲");
    }

    private static Story owned(Story story) {
        first(story).record().expect();
        return story;
    }

    private static void heads() {
        tell(FindingCode.MESSAGE_ID_FORM, story -> first(story).head("BizMsgID", "999901251340000001"));
        tell(FindingCode.DISTRICT_MISMATCH, story -> first(story).head("AreaCode", "999902"));
        tell(FindingCode.RECORD_TYPE_UNKNOWN, story -> first(story).head("RecType", "1007777"));
        tell(FindingCode.RECORD_TYPE_TABLES_MISMATCH, story -> first(story).head("RecType", "1000301"));
        tell(FindingCode.RIGHT_TYPE_MISMATCH, story -> first(story).head("RightType", "8"));
        tell(FindingCode.REGISTRATION_TYPE_MISMATCH, story -> first(story).head("RegType", "300"));
        tell(FindingCode.CASE_NUMBER_MISMATCH, story -> first(story).head("RecFlowID", "other"));
        tell(FindingCode.ESTATE_NUMBER_MISMATCH, story -> first(story).head("EstateNum", LAND));
        tell(FindingCode.CERTIFICATE_COUNT_MISMATCH, story -> first(story).head("CertCount", "2"));
        tell(FindingCode.PROOF_COUNT_MISMATCH, story -> first(story).head("ProofCount", "1"));
        tell(FindingCode.DISTRICT_UNKNOWN, story -> first(story.and("999999001002GB00014F00220045")));
        tell(FindingCode.ROW_DISTRICT_MISMATCH, story -> first(story).with("QXDM", "999902"));
        tell(FindingCode.OFFICE_DISTRICT_MISMATCH, story -> first(story).head("RegOrgID", "999902"));
    }

    private static void units() {
        tell(
                FindingCode.UNIT_MISSING,
                story -> first(story).head("EstateNum", "").with("BDCDYH", ""));
        tell(FindingCode.UNIT_CODE_MALFORMED, story -> first(story).with("BDCDYH", HOUSE.substring(1)));
        tell(FindingCode.UNIT_CODE_FORM, story -> first(story.and("999901001002GB00014E00220045")));
        tell(FindingCode.UNIT_CODE_PAIR, story -> first(story.and("999901001002JA00014F00220045")));
        tell(FindingCode.UNIT_CODE_VIRTUAL, story -> first(story.and("999901000000GB00001F00010001")));
        tell(FindingCode.PARCEL_MISMATCH, story -> first(story).head("ParcelID", "999901001002GB00015"));
        tell(FindingCode.ENDED_UNIT_REGISTERED, story -> {
            owned(story);
            String piece = "999901001002GB00014F00220145";
            first(story.and(piece)).head("PreEstateNum", HOUSE).record();
            return first(story.and(HOUSE));
        });
        tell(FindingCode.PREVIOUS_UNIT_UNKNOWN, story -> first(story).head("PreEstateNum", LAND));
        tell(FindingCode.PREDECESSOR_RESTRICTED, story -> {
            owned(story).seized("1").record();
            return first(story.and("999901001002GB00014F00220145")).head("PreEstateNum", HOUSE);
        });
    }

    private static void fields() {
        tell(FindingCode.CODE_UNKNOWN, story -> first(story).with("GHYT", "7777"));
        tell(FindingCode.NUMBER_UNREADABLE, story -> first(story).with("JZMJ", "一百"));
        tell(FindingCode.TIME_UNREADABLE, story -> first(story).with("TDSYJSSJ", "长期"));
        tell(FindingCode.SHARE_UNREADABLE, story -> story.firstRegistered().to("测试甲", "一半"));
        tell(FindingCode.FIELD_UNFIT, story -> first(story).unfit("DJYY"));
        tell(FindingCode.CERTIFICATE_NUMBER_FORM, story -> first(story).numbered("测房权证字第1号"));
    }

    private static void process() {
        tell(FindingCode.ROW_MISSING, story -> first(story).without("DJF_DJ_SH"));
        tell(FindingCode.ARCHIVE_ROW_MISSING, story -> first(story).without("DJF_DJ_GD"));
        tell(FindingCode.CASE_NOT_DONE, story -> first(story).with("DJT_DJ_SL", "AJZT", "1"));
        tell(FindingCode.REVIEW_STAGE_DOUBLED, story -> first(story).with("DJF_DJ_SH", "SXH", "2"));
        tell(FindingCode.REVIEW_NOT_PASSED, story -> first(story).with("DJF_DJ_SH", "CZJG", "2"));
        tell(FindingCode.STAFF_NOT_SEPARATED, story -> {
            Telling telling = first(story);
            telling.draft().row("DJF_DJ_DB").by("DBRYXM", "受理员");
            return telling;
        });
        tell(FindingCode.TIMES_OUT_OF_ORDER, story -> first(story).with("DJT_DJ_SL", "SLSJ", "2025-03-09T10:00:00"));
        tell(
                FindingCode.REGISTRATION_TIME_MISSING,
                story -> first(story).with("DJSJ", "").head("CreateDate", "").without("DJF_DJ_DB"));
        tell(FindingCode.REGISTERED_IN_FUTURE, story -> first(story).toldAfterHours(-1));
        tell(FindingCode.REPORTED_LATE, story -> first(story).toldAfterHours(25));
    }

    private static void rights() {
        tell(FindingCode.HOLDER_MISSING, Story::firstRegistered);
        tell(
                FindingCode.HOLDERS_NOT_AS_CO_OWNERSHIP,
                story -> story.firstRegistered().jointlyTo("测试甲"));
        tell(FindingCode.SHARE_MISSING, story -> {
            Telling telling = story.firstRegistered().to("测试甲", "1/2").to("测试乙", "1/2");
            telling.draft().rows("ZTT_GY_QLR").getLast().with("QLBL", "");
            return telling;
        });
        tell(
                FindingCode.SHARES_NOT_ONE,
                story -> story.firstRegistered().to("测试甲", "1/2").to("测试乙", "1/3"));
        tell(FindingCode.AREA_PARTS_MISMATCH, story -> first(story).with("FTJZMJ", "21.19"));
        tell(FindingCode.AREA_LARGER_THAN_PARCEL, story -> {
            Telling telling = first(story).with("DYTDMJ", "500.02");
            telling.draft()
                    .add("KTT_ZDJBXX")
                    .with("ZDDM", HOUSE.substring(0, 19))
                    .with("ZDMJ", "500.00");
            return telling;
        });
        tell(
                FindingCode.RIGHT_TERM_ORDER,
                story -> first(story).with("TDSYQSSJ", "2025-01-01").with("TDSYJSSJ", "2024-12-31"));
        tell(FindingCode.CERTIFICATE_DOUBLED, story -> {
            String number = first(story).record().certificate();
            return first(story.and("999901001002GB00014F00220046")).numbered(number);
        });
        tell(FindingCode.CERTIFICATE_KIND_MISMATCH, story -> first(story).numbered("测(2025)示例市不动产证明第0000001号"));
        tell(FindingCode.DOUBLE_LIVE_OWNERSHIP, story -> first(owned(story)));
        tell(FindingCode.PROVISIONAL_RIGHT, story -> first(story).with("QSZT", "0"));
    }

    private static void successions() {
        tell(
                FindingCode.PREVIOUS_RIGHT_UNKNOWN,
                story -> owned(story).transferred().to("测试乙").with("SSYWH", "unknown"));
        tell(
                FindingCode.PREVIOUS_CERTIFICATE_UNKNOWN,
                story -> owned(story).transferred().to("测试乙").head("PreCertID", "测(2020)示例市不动产权第0000009号"));
        tell(FindingCode.PREVIOUS_CERTIFICATE_ENDED, story -> {
            String number = first(story).record().certificate();
            story.transferred().to("测试乙").record();
            return story.transferred().to("测试丙").head("PreCertID", number);
        });
        tell(
                FindingCode.AREA_CHANGED_WITHOUT_CHANGE,
                story -> owned(story)
                        .transferred()
                        .to("测试乙")
                        .with("JZMJ", "101.19")
                        .with("ZYJZMJ", "80.02"));
        tell(FindingCode.REPLACED_RIGHT_UNKNOWN, story -> story.replaced().to("测试甲"));
        tell(FindingCode.CANCELLED_RIGHT_UNKNOWN, Story::cancelled);
        tell(FindingCode.CANCELLED_WITH_MORTGAGE, story -> {
            owned(story).mortgaged().to("测试银行").record();
            return story.cancelled();
        });
        tell(FindingCode.CORRECTED_RIGHT_UNKNOWN, story -> {
            Telling telling = owned(story).message("5000402", "500", "4");
            telling.row("QLF_QL_GZDJ").with("SSYWH", "unknown");
            return telling.to("测试甲");
        });
    }

    private static void disposals() {
        tell(FindingCode.SEIZED_UNIT_DISPOSED, story -> {
            owned(story).seized("1").record();
            return story.transferred().to("测试乙");
        });
        tell(FindingCode.LAPSED_SEIZURE_ON_SHEET, story -> {
            owned(story).seized("1").record();
            // Entered while the seizure stood, of a right that is said to be registered after its term.
            return story.transferred().to("测试乙").with("DJSJ", "2028-03-10T10:00:00");
        });
        tell(FindingCode.NOTICED_UNIT_DISPOSED, story -> {
            owned(story).noticed("2").to("测试丙").record();
            return story.transferred().to("测试乙");
        });
        tell(FindingCode.OBJECTED_UNIT_DISPOSED, story -> {
            owned(story).objected().to("测试丙").record();
            return story.transferred().to("测试乙");
        });
        tell(FindingCode.RESTRICTED_UNIT_DISPOSED, story -> {
            Telling restriction = owned(story).message("9000103", "900", "");
            restriction.row("QLF_XZDY");
            restriction.record();
            return story.transferred().to("测试乙");
        });
        tell(FindingCode.MORTGAGE_FORBIDS_TRANSFER, story -> {
            owned(story).mortgaged().to("测试银行").with("SFCZJZHXZ", "1").record();
            return story.transferred().to("测试乙");
        });
    }

    private static void restrictions() {
        tell(FindingCode.MORTGAGE_WITHOUT_RIGHT, story -> story.mortgaged().to("测试银行"));
        tell(
                FindingCode.MORTGAGE_TERM_ORDER,
                story -> owned(story).mortgaged().to("测试银行").with("ZWLXJSSJ", "2024-12-31"));
        tell(FindingCode.MORTGAGE_UNKNOWN, story -> owned(story).mortgageReleased("unknown"));
        tell(FindingCode.SEIZURE_WITHOUT_RIGHT, story -> story.seized("1"));
        tell(FindingCode.SEIZURE_TERM_ORDER, story -> owned(story).seized("1").with("CFJSSJ", "2025-02-28"));
        tell(
                FindingCode.SEIZURE_TERM_TOO_LONG,
                story -> owned(story).seized("1").with("CFJSSJ", "2028-03-02"));
        tell(FindingCode.SECOND_LIVE_SEIZURE, story -> {
            owned(story).seized("1").record();
            return story.seized("1");
        });
        tell(FindingCode.WAITING_SEIZURE_WITHOUT_LIVE, story -> owned(story).seized("2"));
        tell(FindingCode.SEIZURE_UNKNOWN, story -> owned(story).released("unknown"));
        tell(FindingCode.NOTICE_WITHOUT_RIGHT, story -> story.noticed("2").to("测试乙"));
        tell(FindingCode.NOTICE_UNKNOWN, story -> story.noticed("1").to("测试乙").with("QSZT", "3"));
        tell(FindingCode.OBJECTION_WITHOUT_RIGHT, story -> story.objected().to("测试乙"));
        tell(
                FindingCode.OBJECTION_UNKNOWN,
                story -> owned(story).objected().to("测试乙").with("QSZT", "3"));
        tell(
                FindingCode.EASEMENT_UNIT_MISSING,
                story -> story.message("1002101", "100", "19")
                        .right("QLF_QL_DYIQ", "BDCDJZMH")
                        .with("GYDBDCDYH", HOUSE));
        tell(
                FindingCode.EASEMENT_UNKNOWN,
                story -> story.message("9000102", "400", "19")
                        .right("QLF_QL_DYIQ", "BDCDJZMH")
                        .with("GYDBDCDYH", HOUSE)
                        .with("XYDBDCDYH", LAND));
        tell(FindingCode.RESTRICTION_UNKNOWN, story -> {
            Telling telling = owned(story).message("9000103", "900", "");
            telling.row("QLF_XZDY").with("QSZT", "3");
            return telling;
        });
    }

    private static void orders() {
        tell(FindingCode.LATE_REGISTRATION, story -> {
            Telling before = first(story);
            first(story).record();
            return before;
        });
        tell(FindingCode.CASE_REPORTED_TWICE, story -> {
            Telling told = first(story).record();
            return first(story).with("YWH", told.caseNumber());
        });
        tell(FindingCode.SUPPLEMENT_BASE_UNKNOWN, story -> {
            Telling telling = first(story);
            return telling.supplementing(telling, "_BL");
        });
        tell(FindingCode.SUPPLEMENT_AFTER_LATER_MESSAGES, story -> {
            Telling told = first(story).record();
            story.mortgaged().to("测试银行").record();
            return first(story).supplementing(told, "_BL");
        });
    }

    @Test
    void shouldHaveAStoryForEachFinding() {
        assertThat(STORIES.keySet()).isEqualTo(EnumSet.allOf(FindingCode.class));
    }

    @ParameterizedTest
    @EnumSource(FindingCode.class)
    void shouldBeFoundInItsStory(FindingCode code) {
        Telling telling = STORIES.getOrDefault(code, Story::firstRegistered)
                .apply(Story.given(HOUSE))
                .record();

        assertThat(telling.findings()).contains(code.name());
    }

    @Test
    void shouldJudgeAnUnfitValueByWhatItsFieldIs() {
        assertThat(first(Story.given(HOUSE)).unfit("DJSJ").record().findings()).contains("TIME_UNREADABLE");
        assertThat(first(Story.given(HOUSE)).unfit("JZMJ").record().findings()).contains("NUMBER_UNREADABLE");
        Story story = Story.given(HOUSE);
        assertThat(first(story).unfit("BDCDYH").record().findings()).contains("UNIT_CODE_MALFORMED");
        assertThat(story.findSheet(HOUSE)).isEmpty();
    }

    @Test
    void shouldHaveWordsAndARemedyForEachFinding() {
        FindingCatalogue catalogue = FindingCatalogue.load();

        assertThat(catalogue.all()).hasSize(FindingCode.values().length).allSatisfy(entry -> {
            assertThat(entry.chinese()).endsWith("。");
            assertThat(entry.english()).endsWith(".");
            assertThat(entry.remedyChinese()).endsWith("。");
            assertThat(entry.remedyEnglish()).endsWith(".");
        });
    }
}
