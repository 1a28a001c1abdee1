package org.titlechain.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures run; what they say on a busy machine is not tested. */
class CryptoFiguresTest {
    @Test
    void shouldPrintTheRatioOfSm2AsItsLastLine() throws Exception {
        assertThat(lastLine(new Sm2Figure(), "--block", "16", "--rounds", "1", "--slice-ms", "5"))
                .startsWith("{\"figure\":\"sm2\",\"block\":16,")
                .contains("\"ratio\":");
    }

    @Test
    void shouldCompareVerdicts() throws Exception {
        assertThat(lastLine(new Sm2Figure(), "--differential", "300"))
                .startsWith("{\"figure\":\"sm2\",\"differential\":300,")
                .endsWith("\"different\":0}");
    }

    @Test
    void shouldPrintTheRatiosOfSm3AsItsLastLine() throws Exception {
        assertThat(lastLine(new Sm3Figure(), "--rounds", "1", "--slice-ms", "5"))
                .startsWith("{\"figure\":\"sm3\",")
                .contains("\"lanesRatio\":");
    }

    @Test
    void shouldRefuseUnknownOptions() {
        assertThatIllegalArgumentException().isThrownBy(() -> lastLine(new Sm2Figure(), "--speed", "9"));
        assertThatIllegalArgumentException().isThrownBy(() -> lastLine(new Sm2Figure(), "--block"));
    }

    private static String lastLine(Figure figure, String... options) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        figure.run(List.of(options), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
