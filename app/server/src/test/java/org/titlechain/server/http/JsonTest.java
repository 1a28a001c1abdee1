package org.titlechain.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class JsonTest {
    static Stream<byte[]> malformed() {
        return Stream.of(
                text(""),
                text("{"),
                text("[]"),
                text("null"),
                text("{\"a\":\"x\"} {}"),
                text("{\"a\":\"x\",\"a\":\"y\"}"),
                text("{\"a\":NaN}"),
                text("{\"a\":'x'}"),
                text("{a:\"x\"}"),
                text("{\"a\":\"x\",}"),
                text("/* */{\"a\":\"x\"}"),
                text("{\"a\":01}"),
                text("{\"a\":" + "1".repeat(1_000_000) + "}"),
                text("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                text("\uFEFF{\"a\":\"x\"}"),
                text("{\"a\":\"x\u0000\"}"),
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0xAF, '"', '}'},
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'},
                "{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16LE),
                "{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void shouldRefuseWhatIsNotStrictJson(byte[] bytes) {
        assertThatThrownBy(() -> Json.readObject(bytes, List.of("a"), List.of()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ErrorCode.JSON_MALFORMED));
    }

    @Test
    void shouldRefuseUnpairedSurrogatesAndControlCharactersInTexts() {
        for (String escaped : List.of("\\ud800", "\\udc00x", "\\u0000", "\\u007f", "\\u001b[0m")) {
            assertThatThrownBy(() -> Json.readObject(text("{\"a\":\"" + escaped + "\"}"), List.of("a"), List.of()))
                    .as(escaped)
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.REQUEST_FIELD_INVALID));
        }
    }

    @Test
    void shouldNameAnUnknownFieldWithoutRepeatingWhatMayBePersonal() {
        assertThatThrownBy(() -> Json.readObject(text("{\"a\":\"x\",\"测试甲\":1}"), List.of("a"), List.of()))
                .hasMessage("REQUEST_FIELD_UNKNOWN: /???");
    }

    @Test
    void shouldReadAPairedSurrogate() {
        ObjectNode object = Json.readObject(text("{\"a\":\"\\ud840\\udc00\"}"), List.of("a"), List.of());

        assertThat(object.get("a").stringValue()).isEqualTo("\uD840\uDC00");
    }

    @Test
    void shouldGiveNothingButProblemsForRandomBytes() {
        Random random = new Random(20261121);
        String grammar = "{}[]\":,0123456789.eE+-truefalsn\\u \u0000\u00ff";
        for (int i = 0; i < Integer.getInteger("titlechain.json.count", 20_000); i++) {
            StringBuilder document = new StringBuilder();
            for (int k = random.nextInt(40); k >= 0; k--) {
                document.append(grammar.charAt(random.nextInt(grammar.length())));
            }
            try {
                Json.read(document.toString().getBytes(StandardCharsets.ISO_8859_1));
            } catch (Problem problem) {
                assertThat(problem.code().status()).isEqualTo(400);
            }
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
