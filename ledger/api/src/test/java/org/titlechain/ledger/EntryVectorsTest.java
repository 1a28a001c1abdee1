package org.titlechain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CodecException;

/** Entries that another program wrote: {@code testing/vectors/entries.json}, one a line. */
class EntryVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void shouldReadEntriesAndTheirIdentifiers() throws Exception {
        List<String> lines = lines();
        assertThat(lines).hasSizeGreaterThan(7);
        for (String line : lines) {
            Entry entry = Entry.decode(HEX.parseHex(field(line, "entry")));
            assertThat(entry.idText()).isEqualTo(field(line, "id"));
            assertThat(entry.suite().label()).isEqualTo(field(line, "suite"));
            assertThat(HEX.formatHex(entry.body().publicKey())).isEqualTo(field(line, "key"));
            assertThat(HEX.formatHex(entry.body().nonce())).isEqualTo(field(line, "nonce"));
            assertThat(line).contains("\"expires\": " + entry.body().expires() + ",");
            assertThat(HEX.formatHex(entry.bytes())).isEqualTo(field(line, "entry"));
            boolean valid =
                    entry.suite().signatures().verify(entry.body().publicKey(), entry.signedBytes(), entry.signature());
            assertThat(line).contains("\"valid\": " + valid);
        }
    }

    @Test
    void shouldRefuseAnEntryCutAnywhere() throws Exception {
        byte[] entry = HEX.parseHex(field(lines().getFirst(), "entry"));
        for (int length = 0; length < entry.length; length++) {
            byte[] cut = Arrays.copyOf(entry, length);
            assertThatThrownBy(() -> Entry.decode(cut)).isInstanceOf(CodecException.class);
        }
    }

    private static List<String> lines() throws Exception {
        return Files.readAllLines(Path.of("..", "..", "testing", "vectors", "entries.json")).stream()
                .filter(line -> line.contains("\"nonce\""))
                .toList();
    }

    private static String field(String line, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"(\\w+)\"").matcher(line);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
