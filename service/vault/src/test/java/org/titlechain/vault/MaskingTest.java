package org.titlechain.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    /** F full, M masked, - hidden; in the order name, number, phone, address, amount, free text, other. */
    @ParameterizedTest
    @CsvSource({
        "holders,                            FMM----",
        "holders recorder,                   FFFFFFF",
        "holders clerk,                      FMMM---",
        "holders supervisor,                 FM-MFF-",
        "holders auditor,                    MM-----",
        "holders administrator,              MM-----",
        "holders administrator clerk,        FMMM---",
        "holders clerk supervisor,           FMMMFF-",
        "holders stranger,                   FMM----",
        "recorder,                           -------",
        "clerk supervisor auditor recorder,  -------",
        "'',                                 -------",
    })
    void shouldShowEachRoleWhatItMaySee(String roles, String cells) {
        Set<String> held = Set.of(roles.isEmpty() ? new String[0] : roles.split(" "));
        StringBuilder seen = new StringBuilder();
        for (PersonalAttribute kind : PersonalAttribute.values()) {
            seen.append(
                    switch (Masking.view(held, kind)) {
                        case HIDDEN -> '-';
                        case MASKED -> 'M';
                        case FULL -> 'F';
                    });
        }
        assertThat(seen).hasToString(cells);
    }

    @ParameterizedTest
    @CsvSource({
        "NAME,       测试甲,                测**",
        "NAME,       测甲,                  测**",
        "NAME,       甲,                    **",
        "NAME,       𠮷田测试,              𠮷**",
        "ID_NUMBER,  TESTID0001,            TEST******01",
        "ID_NUMBER,  TESTID000000000001,    TEST******01",
        "ID_NUMBER,  TEST00001,             ******",
        "PHONE,      19900000001,           199****0001",
        "PHONE,      5550123,               ****",
        "ADDRESS,    测试省测试市隐私街1号,  测试省测试市****",
        "ADDRESS,    隐私街1号,             ****",
        "AMOUNT,     1234567,               ****",
        "FREE_TEXT,  查封文号,              ****",
        "OTHER,      x,                     ****",
    })
    void shouldMask(PersonalAttribute kind, String value, String masked) {
        assertThat(Masking.mask(kind, value)).isEqualTo(masked);
    }

    @Test
    void shouldTreatAnUnknownAttributeAsTheMostPrivateKind() {
        assertThat(PersonalAttribute.of("SOMETHING_NEW")).isEqualTo(PersonalAttribute.OTHER);
        assertThat(Stream.of("clerk", "supervisor", "auditor", "administrator"))
                .allSatisfy(role -> assertThat(
                                Masking.show(Set.of(role, Masking.HOLDERS), PersonalAttribute.OTHER, "secret"))
                        .isEmpty());
    }
}
