package org.titlechain.testkit.story;

import org.titlechain.testkit.registration.Office;

/** What version 5 of the contract decides otherwise, told before and after a chain goes over to it. */
final class GoldenTimes {
    private static final String SEIZED = "999901001002GB00020F00010001";
    private static final String SOLD = "999901001002GB00020F00010002";
    private static final String[] SHARED = {
        "999901001002GB00020F00020001", "999901001002GB00020F00020002", "999901001002GB00020F00020003"
    };
    private static final String[] SHARED_LATER = {
        "999901001002GB00020F00030001", "999901001002GB00020F00030002", "999901001002GB00020F00030003"
    };

    private final Story story;
    private final Office office;
    private final Telling corrected;
    private final Telling shared;

    /** Tells what comes before, under version 4. */
    GoldenTimes(Story story, Office office) {
        this.story = story;
        this.office = office;
        story.and(SEIZED).firstRegistered().to("测试甲").record();
        story.seized("1").with("CFJSSJ", "2026-12-31").record();
        story.seized("2").with("CFJSSJ", "2027-01-31").record();
        story.seized("2").with("CFJSSJ", "2028-12-31").record();
        story.objected().to("测试丁").record();
        story.and(SOLD).firstRegistered().to("测试甲").record();
        corrected = story.transferred().to("测试乙").record();
        correction(story, corrected, "测试丙").record();
        correction(story, corrected, "测试丁").record();
        shared = shared(story, SHARED);
        shared.record();
        sale(story, SHARED[0], shared).record();
    }

    private static Telling correction(Story story, Telling corrected, String owner) {
        return story.and(SOLD)
                .message("2000402", "200", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .to(owner)
                .supplementing(corrected, "_BL");
    }

    /** First registration of several flats under one certificate. */
    private static Telling shared(Story story, String... units) {
        Telling telling = story.and(units[0]).firstRegistered().to("测试甲");
        telling.head("EstateNum", String.join(",", units));
        for (int i = 1; i < units.length; i++) {
            telling.also(units[i]);
        }
        return telling;
    }

    private static Telling sale(Story story, String unit, Telling before) {
        return story.and(unit)
                .message("2000402", "200", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .with("SSYWH", before.caseNumber())
                .head("PreCertID", before.certificate())
                .to("测试乙");
    }

    /** Under version 5. */
    void goOn() {
        story.later(300);
        story.and(SEIZED).transferred().to("测试戊").record();
        story.later(700).transferred().to("测试己").record();
        story.objected().to("测试丁").record();
        story.later(20).changed().to("测试己").record();
        Telling waiting = story.seized("1").with("CFJSSJ", "2030-01-01").record();
        Telling behind = story.seized("2").with("CFJSSJ", "2031-01-01").record();
        Telling release = story.released(waiting.caseNumber()).record();
        story.released(behind.caseNumber()).supplementing(release, "_BL").record();
        story.seized("5").with("SSYWH", waiting.caseNumber()).record();
        Telling again = correction(story, corrected, "测试庚").record();
        correction(story, corrected, "测试辛").record();
        again.record();
        sale(story, SHARED[1], shared).record();
        Telling later = shared(story, SHARED_LATER);
        later.record();
        sale(story, SHARED_LATER[0], later).record();
        office.later(1500);
        office.begin("transfer/sale", SHARED_LATER[1])
                .target(later.caseNumber())
                .from("测试甲")
                .owner("测试丙")
                .complete();
        story.later(700);
        sale(story, SHARED_LATER[2], later).record();
        story.noticed("1").to("测试壬").record();
        story.noticed("1").to("测试壬").record();
        story.transferred().to("测试壬").record();
        shared(story, "999901001002GB00020F00040001", "999901001002GB00020F00040002")
                .record();
        story.and("999999001002GB00001F00010001").firstRegistered().to("测试甲").record();
        story.and(SOLD)
                .changed()
                .to("测试辛")
                .with("QXDM", "999902")
                .head("RegOrgID", "999902")
                .record();
    }
}
