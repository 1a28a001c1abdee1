package org.titlechain.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.titlechain.exchange.Samples.PARSER;
import static org.titlechain.exchange.Samples.houseTransfer;
import static org.titlechain.exchange.Samples.message;
import static org.titlechain.exchange.Samples.parse;
import static org.titlechain.exchange.Samples.utf8;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;

class AccessMessageParserTest {
    private static final int DECLARATION_LENGTH = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".length();

    @Test
    void shouldReadHeadAndRowsInTheOrderSent() {
        AccessMessage message = parse(houseTransfer());

        assertThat(message.id()).isEqualTo("999901250314000123");
        assertThat(message.district()).isEqualTo("999901");
        assertThat(message.content().head("RecType")).isEqualTo("2000402");
        assertThat(message.content().rows().stream().map(Row::table))
                .containsExactly(
                        "ZTT_GY_QLR",
                        "KTT_FW_ZRZ",
                        "KTT_FW_LJZ",
                        "KTT_FW_C",
                        "KTT_FW_H",
                        "QLT_FW_FDCQ_YZ",
                        "DJF_DJ_SQR",
                        "DJT_DJ_SLSQ",
                        "DJF_DJ_SJ",
                        "DJF_DJ_SH",
                        "DJF_DJ_SH",
                        "DJF_DJ_DB",
                        "DJF_DJ_FZ",
                        "DJF_DJ_GD");
        assertThat(message.content().rows().get(4).value("ZL")).isEqualTo("示例市示例路1号22幢1401");
        assertThat(message.content().rows().get(0).size()).isEqualTo(14);
    }

    @Test
    void shouldReadTheSameContentInEveryEncoding() {
        MessageContent expected = parse(houseTransfer()).content();
        byte[] marked = utf8("\ufeff" + houseTransfer());

        assertThat(PARSER.parse(marked).content()).isEqualTo(expected);
        for (String encoding : List.of("GBK", "GB18030")) {
            AccessMessage message = PARSER.parse(Samples.in(encoding, houseTransfer()));
            assertThat(message.content()).isEqualTo(expected);
            assertThat(message.source().encoding()).isEqualTo(encoding);
        }
    }

    @Test
    void shouldKeepWhatItDoesNotKnow() {
        AccessMessage message = parse(message("<NEUE_TABELLE EINS=\"1\"/><ZTT_GY_QLR 未知=\"二\"/>")
                .replace("<AreaCode>", "<Mark>m</Mark><AreaCode>"));

        assertThat(message.content().head("Mark")).isEqualTo("m");
        assertThat(message.content().rows())
                .containsExactly(Row.of("NEUE_TABELLE", Map.of("EINS", "1")), Row.of("ZTT_GY_QLR", Map.of("未知", "二")));
    }

    @Test
    void shouldKeepEqualRowsOnceWhateverTheOrderOfTheirAttributes() {
        AccessMessage message =
                parse(message("<A X=\"1\" Y=\"2\"/><A Y=\"2\" X=\"1\"/><A X=\"1\" Y=\"3\"/><B X=\"1\" Y=\"2\"/>"));

        assertThat(message.content().rows()).hasSize(3);
        assertThat(message.source().duplicates()).isEqualTo(1);
    }

    @Test
    void shouldTellTheLayoutsApart() {
        assertThat(parse(message("<DJT_DJ_SL/><QLF_QL_DYAQ SCYWH=\"1\"/>"))
                        .content()
                        .layout())
                .isEqualTo(Layout.NEWER);
        assertThat(parse(message("<DJT_DJ_SLSQ/><DJF_DJ_DB/>")).content().layout())
                .isEqualTo(Layout.LAYOUT_2015);
        assertThat(parse(message("<QLF_QL_DYAQ SSYWH=\"1\"/>")).content().layout())
                .isEqualTo(Layout.NEWER);
        assertThat(parse(message("<QLF_QL_DYAQ SCYWH=\"1\"/>")).content().layout())
                .isEqualTo(Layout.LAYOUT_2015);
        assertThat(parse(message("<QLF_QL_DYAQ/>")).content().layout()).isEqualTo(Layout.LAYOUT_2015);
    }

    @Test
    void shouldTakeSlashAndBlankHeadElementsForAbsent() {
        AccessMessage message = parse(message("").replace("<AreaCode>", "<ParcelID> / </ParcelID><Mark/><AreaCode>"));

        assertThat(message.content().head("ParcelID")).isEmpty();
        assertThat(message.content().head("Mark")).isEmpty();
    }

    @Test
    void shouldSayWhereAProblemIs() {
        assertThatThrownBy(() -> parse("<Message>\n<Head>\n <BizMsgID>1</BizMsgID>\n <BizMsgID>1</BizMsgID>"))
                .isInstanceOfSatisfying(ExchangeException.class, e -> {
                    assertThat(e.problem().code()).isEqualTo(ProblemCode.MESSAGE_HEAD_TWICE);
                    assertThat(e.problem().line()).isEqualTo(4);
                    assertThat(e.problem().element()).contains("BizMsgID");
                });
    }

    @Test
    void shouldNeverRepeatAValueInAProblem() {
        String canary = "张三隐私13900000000";
        for (String rows :
                List.of("<A X=\"" + canary + "\" X=\"\"/>", "<A " + canary + "=\"1\"/ >", "<" + canary + ">")) {
            assertThatThrownBy(() -> parse(message(rows))).hasMessageNotContaining("13900000000");
        }
    }

    /** The peer is the JDK's StAX reader with everything external switched off. */
    @Test
    void shouldAgreeWithTheStandardReaderOnEveryMutation() throws XMLStreamException {
        SplittableRandom random = new SplittableRandom(20250314);
        String original = message(
                        "<A X=\"1&amp;&#x4e2d;\" Y='二\t\r\n'/><!-- c --><B>\r\n</B><![CDATA[ ]]><C Z=\"&lt;\"></C>")
                .replace("<AreaCode>", "<Mark>a&gt;\r\nb<![CDATA[<&>]]></Mark><AreaCode>");
        String alphabet = "<>/=\"'&;!-[]?ab1 \n\r\tX#x中";
        int refused = 0;
        int accepted = 0;
        for (int i = 0; i < 40_000; i++) {
            StringBuilder text = new StringBuilder(original);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                int at = DECLARATION_LENGTH + random.nextInt(text.length() - DECLARATION_LENGTH);
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                    default -> text.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
                }
            }
            String mutated = text.toString();
            String ours = fingerprint(mutated);
            if (ours.equals("refused")) {
                refused++;
                continue;
            }
            accepted++;
            assertThat(ours).as(mutated).isEqualTo(standardFingerprint(mutated));
        }
        assertThat(refused).isGreaterThan(1_000);
        assertThat(accepted).isGreaterThan(1_000);
    }

    private static String fingerprint(String text) {
        try {
            MessageContent content = parse(text).content();
            StringBuilder result = new StringBuilder(content.head().toString());
            content.rows().forEach(row -> result.append(row.table()).append(row.fields()));
            return result.toString();
        } catch (ExchangeException e) {
            return "refused";
        }
    }

    private static String standardFingerprint(String text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader reader =
                factory.createXMLStreamReader(new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        java.util.LinkedHashMap<String, String> head = new java.util.LinkedHashMap<>();
        java.util.LinkedHashSet<String> rows = new java.util.LinkedHashSet<>();
        String section = "";
        int depth = 0;
        String element = "";
        StringBuilder characters = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    element = reader.getLocalName();
                    characters.setLength(0);
                    if (depth == 2) {
                        section = element;
                    } else if (depth == 3 && section.equals("Data")) {
                        java.util.LinkedHashMap<String, String> fields = new java.util.LinkedHashMap<>();
                        for (int i = 0; i < reader.getAttributeCount(); i++) {
                            fields.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                        }
                        rows.add(element + fields);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 3 && section.equals("Head")) {
                        head.put(element, characters.toString());
                    }
                    depth--;
                }
                default -> {}
            }
        }
        StringBuilder result = new StringBuilder(head.toString());
        rows.forEach(result::append);
        return result.toString();
    }
}
