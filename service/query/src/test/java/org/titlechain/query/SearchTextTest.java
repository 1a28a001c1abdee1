package org.titlechain.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.titlechain.query.SearchText.Kind;

class SearchTextTest {
    @ParameterizedTest
    @CsvSource({
        "999901001001GB00001F00010001,            UNIT_CODE",
        "999901 001001 GB00001 F00010001,         UNIT_CODE",
        "999901-001001-gb00001-f00010001,         UNIT_CODE",
        "999901001001GB00001,                     PARCEL_CODE",
        "F00010001,                               UNIT_CODE_PART",
        "999901260101000001,                      MESSAGE_ID",
        "999901260101000001_BBXZ,                 MESSAGE_ID",
        "测(2026)测试市不动产权第0000001号,        CERTIFICATE_NUMBER",
        "测〔2026〕测试市不动产证明第0000001号,    CERTIFICATE_NUMBER",
        "第0000001号,                             CERTIFICATE_NUMBER",
        "测试甲,                                  NAME",
        "测试市滨河路12号3幢,                     ADDRESS",
        "19900000001,                             PHONE",
        "'  ',                                    NOTHING",
        "%,                                       ADDRESS",
    })
    void shouldGuessWhatIsMeant(String typed, Kind kind) {
        assertThat(SearchText.of(typed).guess()).isEqualTo(kind);
    }

    @Test
    void shouldThinkOfEverythingThatATextMayBe() {
        assertThat(SearchText.of("0000123").possible())
                .contains(Kind.UNIT_CODE_PART, Kind.CERTIFICATE_NUMBER, Kind.CASE_NUMBER);
        assertThat(SearchText.of("999901260101000001").possible()).contains(Kind.MESSAGE_ID, Kind.PERSON_NUMBER);
        assertThat(SearchText.of("TESTID0001").possible()).contains(Kind.PERSON_NUMBER, Kind.UNIT_CODE_PART);
        assertThat(SearchText.of("测试甲").possible()).contains(Kind.NAME, Kind.ADDRESS);
    }

    @Test
    void shouldDropWhatNoTextHas() {
        assertThat(SearchText.of("\u0000测\ud800试\n").text()).isEqualTo("测试");
        assertThat(SearchText.of("测".repeat(500)).text()).hasSize(SearchText.LONGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "测(2026)测试市不动产权第0000012号,        2026, 测试市, 12",
        "测（2026）测试市不动产登记证明第012号,    2026, 测试市, 12",
        "沪(2017)浦字不动产权第015342号,           2017, 浦字,   15342",
        "第0000012号,                              0,    '',     12",
        "0000012,                                  0,    '',     12",
        "(2026)12,                                 2026, '',     12",
        "测试房权证字第号,                         0,    '',     ''",
    })
    void shouldTakeACertificateNumberApart(String typed, int year, String place, String serial) {
        CertificateText text = CertificateText.of(typed);
        assertThat(text.year()).isEqualTo(year);
        assertThat(text.place()).isEqualTo(place);
        assertThat(text.serial()).isEqualTo(serial);
    }

    @ParameterizedTest
    @CsvSource({
        "测试市滨河路12号3幢2单元501室, 测试市滨河路12号3幢2单元, 501室",
        "测试市滨河路12号,              测试市滨河路,             12号",
        "测试市北侧地块,                测试市北侧地块,           ''",
        "A-101,                         '',                       A-101",
        "'',                            '',                       ''",
    })
    void shouldCutAnAddressBeforeTheRoom(String location, String place, String rest) {
        assertThat(Words.location(location)).isEqualTo(new Words.Parts(place, rest));
    }
}
