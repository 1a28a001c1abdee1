package org.titlechain.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value.NullValue;

class CanonicalCodecTest {
    /** From RFC 8949, appendix A, as far as the values exist here. */
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "10, 0a",
        "23, 17",
        "24, 1818",
        "25, 1819",
        "100, 1864",
        "1000, 1903e8",
        "1000000, 1a000f4240",
        "1000000000000, 1b000000e8d4a51000",
        "-1, 20",
        "-10, 29",
        "-100, 3863",
        "-1000, 3903e7",
        "9223372036854775807, 1b7fffffffffffffff",
        "-9223372036854775808, 3b7fffffffffffffff",
        "255, 18ff",
        "256, 190100",
        "65535, 19ffff",
        "65536, 1a00010000",
        "4294967295, 1affffffff",
        "4294967296, 1b0000000100000000"
    })
    void shouldEncodeIntegersAsTheStandardSays(long number, String hex) {
        assertThat(hex(Value.of(number))).isEqualTo(hex);
        assertThat(decode(hex)).isEqualTo(Value.of(number));
    }

    @Test
    void shouldEncodeTheOtherKindsAsTheStandardSays() {
        assertThat(hex(Value.of(false))).isEqualTo("f4");
        assertThat(hex(Value.of(true))).isEqualTo("f5");
        assertThat(hex(NullValue.NULL)).isEqualTo("f6");
        assertThat(hex(Value.of(new byte[] {1, 2, 3, 4}))).isEqualTo("4401020304");
        assertThat(hex(Value.of(""))).isEqualTo("60");
        assertThat(hex(Value.of("IETF"))).isEqualTo("6449455446");
        assertThat(hex(Value.of("\u00fc"))).isEqualTo("62c3bc");
        assertThat(hex(Value.of("\u6c34"))).isEqualTo("63e6b0b4");
        assertThat(hex(Value.of("\ud800\udd51"))).isEqualTo("64f0908591");
        assertThat(hex(Value.list(List.of(Value.of(1), Value.of(2), Value.of(3)))))
                .isEqualTo("83010203");
        assertThat(hex(Value.map()
                        .put("a", 1)
                        .put("b", Value.list(List.of(Value.of(2), Value.of(3))))
                        .build()))
                .isEqualTo("a26161016162820203");
    }

    @Test
    void shouldSortKeysByTheirEncodedBytes() {
        Value map = Value.map()
                .put("aa", 1)
                .put("b", 2)
                .put("\u6c34", 3)
                .put("zzz", 4)
                .build();
        assertThat(hex(map)).isEqualTo("a4" + "616202" + "62616101" + "637a7a7a04" + "63e6b0b403");
        assertThat(decode(hex(map))).isEqualTo(map);
    }

    @ParameterizedTest
    @CsvSource({
        "1800, NOT_CANONICAL",
        "1817, NOT_CANONICAL",
        "190017, NOT_CANONICAL",
        "1900ff, NOT_CANONICAL",
        "1a0000ffff, NOT_CANONICAL",
        "1b00000000ffffffff, NOT_CANONICAL",
        "3817, NOT_CANONICAL",
        "5800, NOT_CANONICAL",
        "1bffffffffffffffff, UNSUPPORTED",
        "3bffffffffffffffff, UNSUPPORTED",
        "1b8000000000000000, UNSUPPORTED",
        "1c, UNSUPPORTED",
        "1f, UNSUPPORTED",
        "5f42010243030405ff, UNSUPPORTED",
        "7f657374726561646d696e67ff, UNSUPPORTED",
        "9fff, UNSUPPORTED",
        "bfff, UNSUPPORTED",
        "c074323031332d30332d32315432303a30343a30305a, UNSUPPORTED",
        "f7, UNSUPPORTED",
        "f97e00, UNSUPPORTED",
        "fb3ff199999999999a, UNSUPPORTED",
        "f818, UNSUPPORTED",
        "a10102, UNSUPPORTED",
        "a2616201616102, NOT_CANONICAL",
        "a262616101616202, NOT_CANONICAL",
        "a2616101616102, DUPLICATE_KEY",
        "62c328, INVALID_TEXT",
        "63eda080, INVALID_TEXT",
        "62c080, INVALID_TEXT",
        "0001, TRAILING_BYTES",
        "'', TRUNCATED",
        "18, TRUNCATED",
        "42ff, TRUNCATED",
        "8201, TRUNCATED",
        "9a7fffffff01, TRUNCATED",
        "bb7fffffffffffffff, TRUNCATED"
    })
    void shouldRefuseEveryOtherEncoding(String hex, Reason reason) {
        assertThatThrownBy(() -> decode(hex))
                .isInstanceOfSatisfying(
                        CodecException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void shouldRefuseUnpairedSurrogates() {
        assertThatThrownBy(() -> CanonicalEncoder.encode(Value.of("\ud800")))
                .isInstanceOfSatisfying(
                        CodecException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID_TEXT));
    }

    @Test
    void shouldNestSoFarAndNoFurther() {
        String deepest = "81".repeat(CanonicalDecoder.MAXIMUM_DEPTH) + "00";
        assertThat(hex(decode(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> decode("81" + deepest))
                .isInstanceOfSatisfying(
                        CodecException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_DEEP));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldGiveBackWhatWasEncoded(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Value value = randomValue(random, 0);
            assertThat(CanonicalDecoder.decode(CanonicalEncoder.encode(value))).isEqualTo(value);
        }
    }

    /** Whatever bytes are accepted are the encoding of what they stand for: no value has two encodings. */
    @Test
    void shouldAcceptOnlyWhatItWouldWrite() {
        Random random = new Random(4);
        int accepted = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = CanonicalEncoder.encode(randomValue(random, 2));
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(CanonicalEncoder.encode(CanonicalDecoder.decode(bytes)))
                        .isEqualTo(bytes);
                accepted++;
            } catch (CodecException refused) {
                assertThat(refused.reason()).isNotNull();
            }
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    private static Value randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 5 : 7)) {
            case 0 -> Value.of(random.nextLong() >> random.nextInt(64));
            case 1 -> Value.of(randomBytes(random));
            case 2 -> Value.of(randomText(random));
            case 3 -> Value.of(random.nextBoolean());
            case 4 -> NullValue.NULL;
            case 5 -> {
                List<Value> items = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    items.add(randomValue(random, depth + 1));
                }
                yield Value.list(items);
            }
            default -> {
                TreeMap<String, Value> entries = new TreeMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    entries.put(randomText(random), randomValue(random, depth + 1));
                }
                yield Value.map(entries);
            }
        };
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int point = random.nextInt(4) == 0 ? random.nextInt(0x110000) : 'a' + random.nextInt(26);
            text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
        }
        return text.toString();
    }

    private static String hex(Value value) {
        return HexFormat.of().formatHex(CanonicalEncoder.encode(value));
    }

    private static Value decode(String hex) {
        return CanonicalDecoder.decode(HexFormat.of().parseHex(hex));
    }
}
