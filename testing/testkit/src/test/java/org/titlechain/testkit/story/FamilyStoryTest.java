package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Act;
import org.titlechain.contract.record.message.RecordType;
import org.titlechain.contract.record.message.RecordTypes;

/**
 * Every record type of ownership and use rights, in a life of its own: first, transfer, change, correction,
 * replacement.
 */
class FamilyStoryTest {
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("land-ownership", "999901001002JA00001W00000000"),
            Map.entry("land-use", "999901001002GB00014W00000000"),
            Map.entry("buildings", "999901001002GB00014F99990001"),
            Map.entry("building", "999901001002GB00014F00220045"),
            Map.entry("common-parts", "999901001002GB00014F00230000"),
            Map.entry("farmland", "999901001002JD00001W00000000"),
            Map.entry("forest", "999901001002JE00001L00000001"),
            Map.entry("sea", "999901001002GH00001W00000000"),
            Map.entry("structure", "999901001002GB00014Q00000001"),
            Map.entry("other", "999901001002GB00016W00000000"));
    private static final Map<String, String> SHEETS =
            Map.of("land-ownership", "land", "land-use", "land", "buildings", "building");
    private static final Map<String, String> RIGHT_TYPES = Map.of(
            "land-ownership",
            "1",
            "land-use",
            "3",
            "farmland",
            "9",
            "forest",
            "12",
            "sea",
            "15",
            "structure",
            "16",
            "other",
            "20");

    private static String unit(String family) {
        return UNITS.getOrDefault(family, Story.HOUSE);
    }

    static Stream<RecordType> types() {
        return RecordTypes.load().all().stream().filter(type -> UNITS.containsKey(type.family()));
    }

    @Test
    void shouldKnowEveryRecordTypeOfTheReference() {
        List<String> codes = RecordTypes.load().all().stream()
                .map(RecordType::code)
                .distinct()
                .toList();

        assertThat(codes).hasSize(68);
        assertThat(codes)
                .contains("1000101", "2000301", "3000401", "5000402", "9000403", "1000901", "2001201", "3001501")
                .contains("5001601", "9009901", "1002101", "1003701", "9000101", "9000102", "9000103", "4000101")
                .contains("6000101", "7000101", "8000101");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void shouldGiveEachRecordTypeItsMeaning(RecordType type) {
        Story story = Story.given(unit(type.family()));
        String table = type.tables().getFirst();
        if (type.act() != Act.FIRST) {
            first(story, type, table).record().expect();
        }
        Telling telling = first(story, type, table);
        telling.head("RecType", type.code())
                .head("RegType", type.act().code())
                .with("DJLX", type.act().code());
        if (type.act() != Act.FIRST) {
            telling.with("SSYWH", story.item("rights", 0).get("case").asText());
        }
        telling.record().expect();

        assertThat(telling.kind()).isEqualTo(type.act().label());
        assertThat(story.count("rights")).isEqualTo(1);
        assertThat(story.item("rights", 0).get("case").asText()).isEqualTo(telling.caseNumber());
        assertThat(story.sheet().get("kind").asText()).isEqualTo(SHEETS.getOrDefault(type.family(), type.family()));
    }

    private static Telling first(Story story, RecordType type, String table) {
        String rightType = RIGHT_TYPES.getOrDefault(type.family(), "4");
        Telling telling = story.message("1" + type.code().substring(1), "100", rightType);
        if (type.family().equals("common-parts")) {
            telling.row(table).with("JGZWMC", "示例配电房").with("JGZWMJ", "12.5");
            return telling;
        }
        return telling.right(table, "BDCQZH").to("测试甲");
    }

    @Test
    void shouldTellAReplacedCertificateOfLandOwnershipFromAMortgageUnderTheSameCode() {
        Story story = Story.given(unit("land-ownership"));
        story.message("1000101", "100", "1")
                .right("QLF_QL_TDSYQ", "BDCQZH")
                .to("测试村集体")
                .record()
                .expect();
        Telling replacement = story.message("9000101", "900", "1").certified();
        replacement
                .head("PreCertID", story.item("certificates", 0).get("number").asText())
                .to("测试村集体")
                .record();
        Telling mortgage = story.mortgagedInTheOldCodes("100").to("测试银行").record();

        assertThat(replacement.kind()).isEqualTo("replacement");
        assertThat(replacement.findings()).containsOnly(FindingCode.RECORD_TYPE_TABLES_MISMATCH.name());
        assertThat(story.item("certificates", 0).get("number").asText()).isEqualTo(replacement.certificate());
        assertThat(mortgage.kind()).isEqualTo("mortgage");
    }

    @Test
    void shouldKeepTheTermOfAContractedField() {
        Story story = Story.given(unit("farmland"));
        Telling first = story.message("1000901", "100", "9")
                .right("QLF_QL_NYDSYQ", "BDCQZH")
                .to("测试户主");
        first.with("CBQSSJ", "2025-01-01")
                .with("CBJSSJ", "2055-01-01")
                .with("CBMJ", "3")
                .with("MJDW", "2")
                .record();

        first.expect();
        assertThat(story.item("rights", 0).get("term").asMap().get("until").asText())
                .isEqualTo("2055-01-01");
        assertThat(story.item("rights", 0).get("areaSquareCentimetres").asLong())
                .isEqualTo(20_000_000);
    }
}
