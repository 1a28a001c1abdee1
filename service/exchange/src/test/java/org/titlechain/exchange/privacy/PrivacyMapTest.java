package org.titlechain.exchange.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.titlechain.exchange.Catalogue;
import org.titlechain.exchange.Catalogue.Attribute;

class PrivacyMapTest {
    private final PrivacyMap map = PrivacyMap.national();

    /** Against the lists of the standard as they are printed, not against our own file. */
    @Test
    void shouldListEveryAttributeOfTheStandard() throws IOException {
        List<String> tables = List.of();
        int checked = 0;
        for (String line : standard()) {
            Matcher heading = Pattern.compile("- \\*\\*(\\w+)\\*\\*(?: \\(newer layout: \\*\\*(\\w+)\\*\\*\\))?.*")
                    .matcher(line);
            if (heading.matches()) {
                tables = Stream.of(heading.group(1), heading.group(2))
                        .filter(name -> name != null)
                        .toList();
                continue;
            }
            for (String name : line.substring(line.indexOf(':') + 1).split(",")) {
                for (String table : name.isBlank() || name.strip().equals("none") ? List.<String>of() : tables) {
                    Optional<Attribute> attribute = Catalogue.national().find(table, name.strip());
                    assertThat(attribute).as(table + "." + name).isPresent();
                    if (line.contains("newer drops") || line.contains("newer layout only")) {
                        assertThat(attribute.orElseThrow().generation()).isNotEqualTo(Catalogue.Generation.BOTH);
                    }
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(900);
    }

    private static List<String> standard() throws IOException {
        try (InputStream stream = Catalogue.class.getResourceAsStream("standard-attributes.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void shouldGiveAReasonForEveryAttribute() {
        for (Attribute attribute : Catalogue.national().attributes()) {
            PrivacyMap.Rule rule = map.rule(attribute.table(), attribute.name());
            PrivacyMap.Reason reason = map.reason(rule.handling());
            assertThat(List.of(reason.ledger(), reason.purpose(), reason.legalBasis(), reason.retention()))
                    .as(attribute.table() + "." + attribute.name())
                    .allSatisfy(text -> assertThat(text).isNotBlank());
            assertThat(rule.formKey().equals("-"))
                    .as(attribute.toString())
                    .isEqualTo(rule.handling() != Handling.PUBLIC);
        }
    }

    @Test
    void shouldTakeUnlistedAttributesForPersonal() {
        assertThat(map.rule("ZTT_GY_QLR", "NEU").handling()).isEqualTo(Handling.PERSONAL);
        assertThat(map.rule("NEU", "BDCDYH").handling()).isEqualTo(Handling.PERSONAL);
    }

    @Test
    void shouldNeverTakeNamesNumbersPricesAndNotesForPublic() {
        List<String> never = List.of(
                "QLRMC",
                "ZJH",
                "DH",
                "DZ",
                "DZYJ",
                "FJ",
                "BZ",
                "SHYJ",
                "DBYJ",
                "CFFW",
                "YYSX",
                "GYQK",
                "FDCJYJG",
                "QDJG",
                "BDBZZQSE",
                "ZGZQSE",
                "DBR",
                "SLRY",
                "SHRYXM",
                "DYR",
                "YWR",
                "YWRMC",
                "LZRXM",
                "SFZHM",
                "CYXM",
                "QLRDLRMC",
                "ZDSZD",
                "TDSYQR",
                "FJNR",
                "XZB",
                "YZB");
        for (Attribute attribute : Catalogue.national().attributes()) {
            if (never.contains(attribute.name())) {
                assertThat(map.rule(attribute.table(), attribute.name()).handling())
                        .as(attribute.toString())
                        .isNotEqualTo(Handling.PUBLIC);
            }
        }
    }

    @Test
    void shouldAcceptRealSpellingsOfPublicValues() {
        fits(
                "QLT_FW_FDCQ_YZ",
                "BDCQZH",
                "闽(2017)平潭不动产权第0008062号",
                "桂（2017）南宁市不动产证明第0208814号",
                "沪(2017)浦字不动产权第015342号",
                "皖 (2018) 合肥市 不动产权 第 10023999 号",
                "测(2025)示例市不动产权第0000123号,测(2025)示例市不动产权第0000124号",
                "测房权证示例字第00123号");
        fits(
                "QLT_FW_FDCQ_YZ",
                "BDCDYH",
                "999901001002GB00014F00220045",
                "310000000000GB00001F00010001",
                "999901001002GB00014F0022004");
        fits(
                "QLT_FW_FDCQ_YZ",
                "DJSJ",
                "2025-03-14T10:30:18+08:00",
                "2025-03-14",
                "2025/3/14 10:30:18",
                "20250314",
                "2025年3月14日");
        fits("QLT_FW_FDCQ_YZ", "JZMJ", "101.17", "0", "-1", "123456789.123456");
        fits("QLT_FW_FDCQ_YZ", "DJYY", "买卖", "继承");
        fits("QLT_FW_FDCQ_YZ", "DJJG", "示例市不动产登记中心", "999901", "示例市自然资源和规划局");
        fits("QLF_QL_CFDJ", "CFWH", "（2025）测0101执123号", "(2025)测01民初8号之一");
        fits("QLF_QL_CFDJ", "CFJG", "示例市中级人民法院");
        fits("ZTT_GY_QLR", "QLBL", "1/2", "50%", "33.33", "百分之五十", "二分之一");
    }

    @Test
    void shouldRefusePersonalValuesInPublicColumns() {
        misfits("QLT_FW_FDCQ_YZ", "BDCQZH", "测试甲", "测试甲的证", "第号", "110101199003070011号之12345678901");
        misfits("QLT_FW_FDCQ_YZ", "BDCDYH", "110101199003071233", "TESTID0001", "测试甲");
        misfits("QLT_FW_FDCQ_YZ", "DJSJ", "13900000000", "2025-三月", "110101199003071233");
        misfits("QLT_FW_FDCQ_YZ", "JZMJ", "13900000000", "1e5", "1.", ".", "一百");
        misfits("QLT_FW_FDCQ_YZ", "DJYY", "测试甲卖给测试乙", "买卖,测试甲");
        misfits("QLT_FW_FDCQ_YZ", "DJJG", "测试甲", "测试甲13900000000局");
        misfits("QLF_QL_CFDJ", "CFWH", "测试甲", "测试甲欠款13900000000号");
        misfits("ZTT_GY_QLR", "QLBL", "测试甲一半", "13900000000");
        misfits("DJF_DJ_SJ", "SJMC", "测试甲身份证");
    }

    /** A number that is valid by GB 11643: computed by hand from the weights for the digits 11010119900307001. */
    @Test
    void shouldKnowAnIdentityNumberByItsCheckCharacter() {
        assertThat(Shapes.isPersonal("13912345678")).isTrue();
        assertThat(Shapes.isPersonal("999901250314000123")).isFalse();
        assertThat(Shapes.isPersonal("11010519491231002X")).isTrue();
        assertThat(Shapes.isPersonal("110105194912310021")).isFalse();
    }

    private void fits(String table, String attribute, String... values) {
        for (String value : values) {
            assertThat(map.fits(map.rule(table, attribute), value)).as(value).isTrue();
        }
    }

    private void misfits(String table, String attribute, String... values) {
        for (String value : values) {
            assertThat(map.fits(map.rule(table, attribute), value)).as(value).isFalse();
        }
    }
}
