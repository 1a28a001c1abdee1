package org.titlechain.testkit.story;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.contract.record.message.Act;
import org.titlechain.contract.record.message.RecordType;
import org.titlechain.contract.record.message.RecordTypes;
import org.titlechain.testkit.registration.Office;
import org.titlechain.testkit.story.Register.Told;

/**
 * Chains that tell of every record type, of lateness, corrections, splits and breaches. Each is recorded once; later
 * versions of this class tell more and never change what was recorded.
 */
public final class GoldenStories {
    private static final Map<String, String> UNITS = new TreeMap<>(Map.ofEntries(
            Map.entry("land-ownership", "999901001002JA00001W00000000"),
            Map.entry("land-use", "999901001002GB00014W00000000"),
            Map.entry("buildings", "999901001002GB00014F99990001"),
            Map.entry("building", "999901001002GB00014F00220045"),
            Map.entry("common-parts", "999901001002GB00014F00230000"),
            Map.entry("farmland", "999901001002JD00001W00000000"),
            Map.entry("forest", "999901001002JE00001L00000001"),
            Map.entry("sea", "999901001002GH00001W00000000"),
            Map.entry("structure", "999901001002GB00014Q00000001"),
            Map.entry("other", "999901001002GB00016W00000000"),
            Map.entry("easement", "999901001002GB00017W00000000"),
            Map.entry("mortgage", "999901001002GB00018F00010001")));

    private GoldenStories() {}

    /** The ledger of a chain that version 1 of the contract decides, from its first command. */
    public static List<Told> tell() {
        Story story = Story.given(Story.HOUSE, 1);
        everything(story);
        return story.register().ledger();
    }

    /**
     * The ledger of a chain that goes over to version 5 of the contract while seizures and objections run, a
     * certificate stands on three units and a message is corrected; then everything is told once more.
     */
    public static List<Told> tellOfTime() {
        Office office = Office.risen();
        office.rise(3);
        office.rise(4);
        Story story = Story.on(office.register(), Story.HOUSE, LocalDateTime.of(2026, 4, 1, 10, 0));
        everything(story);
        GoldenTimes times = new GoldenTimes(story, office);
        office.later(300);
        office.rise(5);
        times.goOn();
        return story.register().ledger();
    }

    private static void everything(Story story) {
        for (RecordType type : RecordTypes.load().all()) {
            if (UNITS.containsKey(type.family())) {
                family(story, type);
            }
        }
        life(story.and("999901001002GB00019F00010001"));
        disorder(story.and("999901001002GB00019F00010002"));
    }

    private static void family(Story story, RecordType type) {
        String unit = UNITS.getOrDefault(type.family(), Story.HOUSE);
        story.and(unit);
        String table = type.tables().getFirst();
        boolean proof = type.family().equals("mortgage") || type.family().equals("easement");
        if (type.act() == Act.CANCELLATION && !proof) {
            return;
        }
        Optional<String> previous = story.findSheet(unit)
                .map(sheet -> sheet.get(proof ? "restrictions" : "rights").asList())
                .filter(items -> !items.isEmpty())
                .map(items -> items.getFirst().asMap().get("case").asText());
        Telling telling = story.message(type.code(), type.act().code(), "4")
                .right(table, proof ? "BDCDJZMH" : "BDCQZH")
                .to("测试" + type.act().label(), "1/3")
                .to("测试甲", "2/3");
        if (type.act() != Act.FIRST) {
            telling.with("SSYWH", previous.orElse(""));
        }
        if (type.family().equals("easement")) {
            telling.with("BDCDYH", "").with("GYDBDCDYH", unit).with("XYDBDCDYH", Story.LAND);
        }
        telling.record();
    }

    /** A flat from its presale to its end. */
    private static void life(Story story) {
        story.noticed("1").to("测试乙").record();
        story.noticed("3").to("测试银行").record();
        story.firstRegistered().to("测试开发商").record();
        story.transferred().to("测试乙").record();
        Telling first = story.mortgaged().to("测试银行").with("SFCZJZHXZ", "1").record();
        Telling old = story.mortgagedInTheOldCodes("100").to("测试银行二").record();
        story.mortgagedInTheOldCodes("300")
                .to("测试银行二")
                .with("SCYWH", old.caseNumber())
                .record();
        Telling habitation = story.message("1009901", "100", "92")
                .right("QLF_QL_QTXGQL", "BDCQZH")
                .to("测试丙")
                .record();
        Telling seizure = story.seized("1").record();
        story.seized("2").record();
        story.seized("3").record();
        story.seized("5")
                .with("SSYWH", seizure.caseNumber())
                .with("CFJSSJ", "2031-02-28")
                .record();
        story.released(seizure.caseNumber()).record();
        story.objected().to("测试丁").record();
        story.transferred().to("测试戊").record();
        story.corrected().to("测试戊").record();
        story.changed().to("测试戊").with("JZMJ", "102.00").record();
        story.replaced().to("测试戊").record();
        story.mortgageReleased(first.caseNumber()).record();
        Telling restriction = story.message("9000103", "900", "");
        restriction.row("QLF_XZDY");
        restriction.record();
        story.message("1009901", "400", "92")
                .right("QLF_QL_QTXGQL", "BDCQZH")
                .with("SSYWH", habitation.caseNumber())
                .record();
        story.cancelled().record();
        story.cancelled().record();
    }

    /** Messages late, twice, corrected, split and refused. */
    private static void disorder(Story story) {
        String unit = story.unit();
        Telling first = story.firstRegistered().to("测试甲");
        story.transferred().to("测试乙").with("SSYWH", first.caseNumber()).record();
        first.record();
        first.record();
        first.head("CreateDate", "").record();
        Telling wrong = story.transferred().to("测试丙").record();
        story.transferred().to("测试丁").supplementing(wrong, "_BL").record();
        story.transferred().to("测试丁").supplementing(first, "_CBXZ").record();
        Telling late = story.mortgaged().to("测试银行");
        late.supplementing(late, "_BBXZ").toldAfterHours(100).record();
        story.and("999901001002GB00019F00010003")
                .message("3000402", "300", "4")
                .right("QLT_FW_FDCQ_YZ", "BDCQZH")
                .head("PreEstateNum", unit)
                .to("测试丁")
                .record();
        story.and("888801001002GB00019F00010003").firstRegistered().to("测试甲").record();
    }
}
