package org.titlechain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;

class CheckpointTest {
    private static final Signer REGISTRY = Suite.GM.signatures().signer(Seeds.of(1));
    private static final Signer WITNESS = Suite.GM.signatures().signer(Seeds.of(2));
    private static final Checkpoint CHECKPOINT =
            new Checkpoint("example", Suite.GM, 7, 1_763_700_000_000L, 12, new byte[32], filled(0xff));

    @Test
    void shouldWriteTheEightLinesThatMembersSign() {
        assertThat(CHECKPOINT.body()).isEqualTo("""
                        titlechain/checkpoint/v1
                        example
                        gm
                        7
                        1763700000000
                        12
                        AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                        //////////////////////////////////////////8=
                        """);
    }

    @Test
    void shouldReadWhatItWritesWithSeveralSignatures() {
        String text =
                CHECKPOINT.sign("registry", REGISTRY).with("witness", WITNESS).text();
        Checkpoint.Signed read = Checkpoint.parse(text);
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.signatures())
                .extracting(Checkpoint.SignatureLine::member)
                .containsExactly("registry", "witness");
        assertThat(text).contains("\n\n\u2014 registry ").endsWith("\n");
    }

    @Test
    void shouldRefuseEveryOtherSpelling() {
        String text = CHECKPOINT.sign("registry", REGISTRY).text();
        List<String> altered = new ArrayList<>(List.of(
                "",
                "\n",
                text + "\n",
                text + " ",
                text.substring(0, text.length() - 1),
                text.replace("\n7\n", "\n07\n"),
                text.replace("\n7\n", "\n+7\n"),
                text.replace("\n7\n", "\n-7\n"),
                text.replace("\n7\n", "\n\n"),
                text.replace("\n7\n", "\n9007199254740992\n"),
                text.replace("\n7\n", "\n99999999999999999999\n"),
                text.replace("\n7\n", "\n\u0667\n"),
                text.replace("\n", "\r\n"),
                text.replace("\ngm\n", "\nGM\n"),
                text.replace("\nexample\n", "\nExample\n"),
                text.replace("\nexample\n", "\n" + "a".repeat(65) + "\n"),
                text.replace("v1", "v2"),
                text.replace("AAA=", "AAB="),
                text.replace("AAA=", "AAA"),
                text.replace("AAA=", "AAAA"),
                text.replace("\u2014 ", "- "),
                text.replace("\u2014 registry ", "\u2014  "),
                text.replace("\u2014 registry ", "\u2014 regi stry "),
                text.replace("\n\n", "\n"),
                text.replace("\n\n", "\n\n\n"),
                text.substring(0, text.indexOf('\u2014')),
                text + text.substring(text.indexOf('\u2014'))));
        for (String line : text.lines().toList()) {
            altered.add(text.replaceFirst(java.util.regex.Pattern.quote(line + "\n"), ""));
        }
        for (String spelling : altered) {
            assertThat(spelling).isNotEqualTo(text);
            assertThatThrownBy(() -> Checkpoint.parse(spelling)).isInstanceOf(CodecException.class);
        }
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
