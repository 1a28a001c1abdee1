package org.titlechain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures run; what they say on a busy machine is not tested. */
class ProofFiguresTest {
    @Test
    void shouldPrintTheCostOfTheTreeAsItsLastLine() throws Exception {
        String[] small = {"--smallest", "1000", "--largest", "10000", "--blocks", "2", "--warm", "1000"};
        assertThat(lastLine(new TreeFigure(), small))
                .startsWith("{\"figure\":\"tree\",\"keys\":10000,")
                .contains("\"growth1000\":");
    }

    @Test
    void shouldPrintTheTimeOfAVerificationAsItsLastLine() throws Exception {
        assertThat(lastLine(new VerifyFigure(), "--keys", "1000", "--rounds", "1", "--slice-ms", "5"))
                .startsWith("{\"figure\":\"verify\",\"micros\":")
                .contains("\"withinLimit\":");
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
