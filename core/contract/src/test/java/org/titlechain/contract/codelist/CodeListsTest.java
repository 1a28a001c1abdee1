package org.titlechain.contract.codelist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.titlechain.contract.codelist.CodeList.Source;

class CodeListsTest {
    private final CodeLists lists = CodeLists.load();

    @Test
    void shouldGiveTheWordsOfTheDictionary() {
        assertThat(lists.chinese("DJLX", "200")).isEqualTo("转移登记");
        assertThat(lists.english("CFLX", "2")).isEqualTo("waiting seizure");
        assertThat(lists.chinese("DJLX", "999")).isEqualTo("999");
        assertThat(lists.find("FWYT").orElseThrow().find("011")).isPresent();
    }

    @Test
    void shouldSayHowSureACodeIs() {
        assertThat(lists.find("QLLX").orElseThrow().find("4").orElseThrow().source())
                .isEqualTo(Source.STANDARD);
        assertThat(lists.find("QLLX").orElseThrow().find("92").orElseThrow().source())
                .isEqualTo(Source.FIELD);
        assertThat(lists.find("TDYT").orElseThrow().isClosed()).isFalse();
    }

    @Test
    void shouldHaveWordsInBothLanguagesForEachCode() {
        assertThat(lists.all()).hasSizeGreaterThan(30).allSatisfy(list -> {
            assertThat(list.chinese()).isNotBlank();
            assertThat(list.codes()).isNotEmpty().allSatisfy(code -> {
                assertThat(code.chinese()).isNotBlank();
                assertThat(code.english()).isNotBlank();
            });
        });
    }
}
