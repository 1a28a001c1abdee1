package org.titlechain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.Suite;

class TrustedMembersTest {
    private static final byte[] KEY = Suite.GM.signatures().signer(Seeds.of(1)).publicKey();
    private static final byte[] OTHER_KEY =
            Suite.GM.signatures().signer(Seeds.of(2)).publicKey();
    private static final TrustedMembers TRUST = new TrustedMembers(
            "example",
            Suite.GM,
            2,
            List.of(new TrustedMembers.Member("registry", KEY), new TrustedMembers.Member("witness", OTHER_KEY)));

    @Test
    void shouldReadWhatItWrites() {
        TrustedMembers read = parse(TRUST.text());
        assertThat(read.text()).isEqualTo(TRUST.text());
        assertThat(read.quorum()).isEqualTo(2);
        assertThat(read.find("witness").orElseThrow().publicKey()).isEqualTo(OTHER_KEY);
        assertThat(read.find("nobody")).isEmpty();
    }

    @Test
    void shouldReadAnySpellingOfTheSameJson() {
        String compact = TRUST.text().replaceAll("\\s", "");
        assertThat(parse(compact).text()).isEqualTo(TRUST.text());
        assertThat(parse(compact.replace("example", "\\u0065xample").replace("titlechain/trust", "titlechain\\/trust"))
                        .text())
                .isEqualTo(TRUST.text());
    }

    @Test
    void shouldRefuseEverythingElse() {
        String text = TRUST.text();
        String key = HexFormat.of().formatHex(KEY);
        String otherKey = HexFormat.of().formatHex(OTHER_KEY);
        List<String> refused = List.of(
                "",
                "null",
                "[]",
                "{}",
                "\ufeff" + text,
                text + "x",
                text + "{}",
                text.replace("\"version\": 1,", ""),
                text.replace("\"version\": 1", "\"version\": 2"),
                text.replace("\"version\": 1", "\"version\": 1.0"),
                text.replace("\"version\": 1", "\"version\": 1e0"),
                text.replace("\"version\": 1", "\"version\": 01"),
                text.replace("\"version\": 1", "\"version\": \"1\""),
                text.replace("\"version\": 1", "\"version\": true"),
                text.replace("\"version\": 1,", "\"version\": 1, \"version\": 1,"),
                text.replace("\"version\": 1,", "\"version\": 1, \"comment\": \"\","),
                text.replace("\"version\": 1,", "\"version\": 1,,"),
                text.replace("\"version\": 1,", "\"version\": 1"),
                text.replace("titlechain/trust", "titlechain/other"),
                text.replace("\"gm\"", "\"sm\""),
                text.replace("\"gm\"", "\"international\""),
                text.replace("\"example\"", "\"Example\""),
                text.replace("\"example\"", "\"\""),
                text.replace("\"example\"", "\"exam\nple\""),
                text.replace("\"example\"", "\"\\x\""),
                text.replace("\"quorum\": 2", "\"quorum\": 0"),
                text.replace("\"quorum\": 2", "\"quorum\": 3"),
                text.replace("\"quorum\": 2", "\"quorum\": -1"),
                text.replace("\"quorum\": 2", "\"quorum\": 4294967297"),
                text.replace("\"quorum\": 2", "\"quorum\": 99999999999999999999"),
                text.replace("witness", "registry"),
                text.replace(otherKey, key),
                text.replace(key, key.toUpperCase(java.util.Locale.ROOT)),
                text.replace(key, key.substring(2)),
                text.replace(key, "05" + key.substring(2)),
                text.replace(key, key.substring(1)),
                text.replace("{ \"name\"", "{ \"role\": \"x\", \"name\""),
                text.replace("  ]\n}", "  ,]\n}"),
                text.replace("  ]\n}", "  ]\n"),
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000));
        for (String spelling : refused) {
            assertThat(spelling).isNotEqualTo(text);
            assertThatThrownBy(() -> parse(spelling))
                    .as(spelling.substring(0, Math.min(200, spelling.length())))
                    .isInstanceOf(CodecException.class);
        }
        byte[] broken = text.getBytes(StandardCharsets.UTF_8);
        broken[10] = (byte) 0xff;
        assertThatThrownBy(() -> TrustedMembers.parse(broken)).isInstanceOf(CodecException.class);
    }

    private static TrustedMembers parse(String text) {
        return TrustedMembers.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
