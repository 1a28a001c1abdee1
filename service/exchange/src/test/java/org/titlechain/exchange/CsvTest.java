package org.titlechain.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void shouldQuoteWhatNeedsIt() {
        assertThat(Csv.line(List.of("a", "b,c", "say \"x\"", "two\nlines", "")))
                .isEqualTo("a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",\r\n");
    }

    @Test
    void shouldDisarmFormulas() {
        assertThat(Csv.line(List.of("=1+1", "+1", "-1", "@x", " =1", "＝1", "1-1")))
                .isEqualTo("'=1+1,'+1,'-1,'@x,' =1,'＝1,1-1\r\n");
        assertThat(Csv.line(List.of("\t=1", "\r=1"))).isEqualTo("'\t=1,\"'\r=1\"\r\n");
    }
}
