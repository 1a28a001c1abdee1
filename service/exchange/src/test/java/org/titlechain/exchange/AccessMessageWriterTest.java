package org.titlechain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.exchange.Samples.PARSER;
import static org.titlechain.exchange.Samples.houseTransfer;
import static org.titlechain.exchange.Samples.message;
import static org.titlechain.exchange.Samples.parse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityMessage;
import org.titlechain.testkit.city.CityOptions;

class AccessMessageWriterTest {
    private static final List<String> ENCODINGS = List.of("UTF-8", "GBK", "GB18030");

    @Test
    void shouldWriteAMessageThatMeansTheSame() {
        MessageContent content = parse(houseTransfer()).content();

        for (String encoding : ENCODINGS) {
            AccessMessage again = PARSER.parse(AccessMessageWriter.write(content, encoding));
            assertThat(again.content()).isEqualTo(content);
            assertThat(again.source().encoding()).isEqualTo(encoding);
        }
    }

    @Test
    void shouldKeepWhiteSpaceMarkupAndRareCharacters() {
        MessageContent content = parse(message("<A X=\"&#9;a&#10;b&#13;&lt;&gt;&amp;&quot;' 𠀀😀\"/>")
                        .replace("<AreaCode>", "<Mark> a&#13;\n]]&gt;&amp;</Mark><AreaCode>"))
                .content();

        assertThat(content.rows().getFirst().fields()).containsEntry("X", "\ta\nb\r<>&\"' 𠀀😀");
        assertThat(content.head()).containsEntry("Mark", " a\r\n]]>&");
        for (String encoding : ENCODINGS) {
            assertThat(PARSER.parse(AccessMessageWriter.write(content, encoding))
                            .content())
                    .isEqualTo(content);
        }
    }

    @Test
    void shouldReadAndWriteAWholeCity() {
        CityGenerator city = new CityGenerator(CityOptions.of(7, 600).withBreaches(50_000));
        int newer = 0;
        while (city.hasNext()) {
            CityMessage generated = city.next();
            AccessMessage message = PARSER.parse(generated.bytes());
            assertThat(message.id()).isEqualTo(generated.id());
            assertThat(message.content().layout() == Layout.NEWER)
                    .as(generated.id())
                    .isEqualTo(generated.newer());
            MessageContent again = PARSER.parse(AccessMessageWriter.write(message.content(), "GB18030"))
                    .content();
            assertThat(again).isEqualTo(message.content());
            newer += generated.newer() ? 1 : 0;
        }
        assertThat(newer).isBetween(200, 400);
    }
}
