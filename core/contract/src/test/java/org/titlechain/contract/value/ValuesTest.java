package org.titlechain.contract.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "351001012009GB00571F00070349",
                "370105012002GB00001W00000000",
                "310000000000GB00001F00010001",
                "999901001002GB00014F00220045"
            })
    void shouldTakeUnitCodesThatAreInUse(String text) {
        assertThat(UnitCode.read(text).orElseThrow().isWellFormed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "370105012002GB00001W00000001",
                "370105012002QB00001F00010001",
                "370105012002GK00001F00010001",
                "370105012002GB00001E00010001",
                "070105012002GB00001F00010001",
                "37010501200AGB00001F00010001"
            })
    void shouldCarryASheetForACodeThatBreaksTheStandardAndSayThatItDoes(String text) {
        assertThat(UnitCode.read(text).orElseThrow().isWellFormed()).isFalse();
    }

    @Test
    void shouldReadSegments() {
        UnitCode unit = UnitCode.read("999901 001002 gb00014 f00220045").orElseThrow();

        assertThat(unit.text()).isEqualTo("999901001002GB00014F00220045");
        assertThat(unit.district()).isEqualTo("999901");
        assertThat(unit.parcel().text()).isEqualTo("999901001002GB00014");
        assertThat(unit.kinds()).isEqualTo("BF");
        assertThat(unit.grouped()).isEqualTo("999901 001002 GB00014 F00220045");
        assertThat(unit.isVirtual()).isFalse();
        assertThat(UnitCode.read("310000000000GB00001F00010001").orElseThrow().isVirtual())
                .isTrue();
        assertThat(UnitCode.read("999901001002GB00014F0022004")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"测（２０２５）示例市不动产权第0000123号", "测〔2025〕示例市不动产权第0000123号", " 测(2025)示例市 不动产权第 0000123号"})
    void shouldReadOneCertificateNumberInEachSpelling(String spelling) {
        CertificateNumber number = CertificateNumber.of(spelling);

        assertThat(number.normalised()).isEqualTo("测(2025)示例市不动产权第0000123号");
        assertThat(number.isWellFormed()).isTrue();
        assertThat(number.isProof()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "测(2018)示例市不动产权第10023999号,true,false",
        "测(2017)示例字不动产权第015342号,true,false",
        "测(2019)示例市不动产证明第020号,true,true",
        "测(2019)示例市不动产证明第02号,false,true",
        "测(19)示例市不动产权第0000001号,false,false",
        "测房权证字第1234号,false,false"
    })
    void shouldJudgeTheFormOfCertificateNumbers(String text, boolean wellFormed, boolean proof) {
        assertThat(CertificateNumber.of(text).isWellFormed()).isEqualTo(wellFormed);
        assertThat(CertificateNumber.of(text).isProof()).isEqualTo(proof);
    }

    @Test
    void shouldSplitJoinedCertificateNumbers() {
        assertThat(CertificateNumber.split("测(2025)示例市不动产权第001号，测(2025)示例市不动产权第002号,/"))
                .extracting(CertificateNumber::normalised)
                .containsExactly("测(2025)示例市不动产权第001号", "测(2025)示例市不动产权第002号");
    }

    @ParameterizedTest
    @CsvSource({
        "1/2,1,2",
        "50%,1,2",
        "0.5,1,2",
        "50,1,2",
        "100%,1,1",
        "33.33%,3333,10000",
        "2/4,1,2",
        "1,1,1",
        "33.3,333,1000"
    })
    void shouldReadSharesExactly(String text, long numerator, long denominator) {
        assertThat(Share.read(text)).contains(new Share(numerator, denominator));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "一半", "1/0", "-1/2", "1/2/3", ".5", "5.", "12345678901"})
    void shouldNotGuessShares(String text) {
        assertThat(Share.read(text)).isEmpty();
    }

    @Test
    void shouldSumSharesExactlyAndNoticeOverflow() {
        assertThat(Share.sum(List.of(new Share(1, 3), new Share(1, 6), new Share(1, 2))))
                .contains(Share.WHOLE);
        assertThat(Share.sum(List.of(new Share(3333, 10000), new Share(3333, 10000), new Share(3333, 10000))))
                .contains(new Share(9999, 10000));
        assertThat(Share.sum(List.of(new Share(1, Long.MAX_VALUE), new Share(1, Long.MAX_VALUE - 1))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "101.17,1,1011700",
        "0.00004,1,0",
        "0.00005,1,1",
        "1,2,6666667",
        "3,2,20000000",
        "1.5,3,150000000",
        "12000,1,120000000"
    })
    void shouldReadAreasIntoSquareCentimetres(String text, String unit, long expected) {
        assertThat(Area.squareCentimetres(text, Area.Unit.ofCode(Optional.of(unit))))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.", ".1", "-1", "1,5", "一", "1e3", "1234567890123456"})
    void shouldNotGuessAreas(String text) {
        assertThat(Area.squareCentimetres(text, Area.Unit.SQUARE_METRE)).isEmpty();
    }

    // 1741919418000 ms is 2025-03-14T02:30:18Z (date -u -d 2025-03-14T02:30:18Z +%s).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-03-14T10:30:18",
                "2025-03-14T10:30:18+08:00",
                "2025-03-14T02:30:18Z",
                "2025-03-14 10:30:18",
                "2025/3/14 10:30:18",
                "20250314103018",
                "20250314 103018",
                "2025年3月14日 10:30:18",
                "2025-03-14T10:30:18.000",
                "2025-03-14T11:30:18+0900"
            })
    void shouldReadEachSpellingOfATime(String text) {
        assertThat(LocalDateTimeText.read(text).orElseThrow().milliseconds()).isEqualTo(1741919418000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-14", "20250314", "2025年3月14日", "2025/03/14", "2025-03-14T00:00:00+08:00"})
    void shouldReadADateAsAWholeDay(String text) {
        LocalDateTimeText date = LocalDateTimeText.read(text).orElseThrow();

        assertThat(date.dateOnly()).isTrue();
        assertThat(date.text()).isEqualTo("2025-03-14T00:00:00");
        assertThat(date.isCertainlyBefore(
                        LocalDateTimeText.read("2025-03-14T10:30:18").orElseThrow()))
                .isFalse();
        assertThat(date.isCertainlyBefore(LocalDateTimeText.read("2025-03-15").orElseThrow()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2025", "2025-02-30", "2025-03-14T24:00:00", "14.03.2025", "2025-03-14 x", "长期"})
    void shouldNotGuessTimes(String text) {
        assertThat(LocalDateTimeText.read(text)).isEmpty();
    }
}
