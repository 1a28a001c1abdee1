package org.titlechain.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.rules.Packs.assertDefect;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.titlechain.codec.Value;
import org.titlechain.rules.condition.Condition.Answer;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.Fact;
import org.titlechain.rules.pack.FactType;
import org.titlechain.rules.pack.Sentence;

class ConditionsTest {
    private static final List<Fact> FACTS = Arrays.stream(FactType.values())
            .map(type -> new Fact("a." + type.label(), type, new Sentence("事实", "fact")))
            .toList();

    private final Conditions conditions = new Conditions(FACTS);

    private Answer ask(String expression, Map<String, Value> values) {
        return conditions.compile(expression, "here").ask(KnownFacts.of(FACTS, values));
    }

    private static Map<String, Value> known() {
        Map<String, Value> values = new TreeMap<>();
        values.put("a.bool", Value.of(true));
        values.put("a.integer", Value.of(7));
        values.put("a.money", Value.of(Long.MAX_VALUE));
        values.put("a.area", Value.of(892_700));
        values.put("a.text", Value.of("transfer/sale"));
        values.put("a.date", Value.of("2024-02-29"));
        values.put("a.share", Value.of("1/3"));
        values.put("a.texts", Value.texts(List.of("identity", "contract")));
        values.put("a.integers", Value.list(List.of(Value.of(1), Value.of(2))));
        values.put("a.dates", Value.texts(List.of("2026-01-01")));
        values.put("a.shares", Value.texts(List.of("1/3", "1/3", "1/3")));
        return values;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a.bool && a.integer == 7                                   | YES
            a.money - 1 < a.money                                      | YES
            a.money + 1 > 0                                            | UNKNOWN
            a.integer / (a.integer - 7) == 1                           | UNKNOWN
            -a.integer % 4 == -3                                       | YES
            a.text.startsWith('transfer/')                             | YES
            a.text.matches('^[a-z/]+$')                                | YES
            a.date == date('2024-02-29')                               | YES
            a.date < date('2024-03-01') && a.date >= date('2024-02-29')| YES
            plusYears(a.date, 1) == date('2025-02-28')                 | YES
            plusMonths(a.date, 12) == date('2025-02-28')               | YES
            plusDays(a.date, 1) == date('2024-03-01')                  | YES
            days(a.date, date('2025-02-28')) == 365                    | YES
            days(date('2025-03-01'), a.date) == -366                   | YES
            a.date == date('2024-02-30')                               | UNKNOWN
            plusDays(a.date, 9223372036854775807) > a.date             | UNKNOWN
            sum(a.shares) == share('1/1')                              | YES
            a.share < share('33.34%') && a.share > share('33.33%')     | YES
            a.share == share('2/6')                                    | YES
            share('x') == a.share                                      | UNKNOWN
            'contract' in a.texts                                      | YES
            a.texts.all(t, size(t) > 7)                                | YES
            a.integers.exists(i, i > 2)                                | NO
            a.dates.exists_one(d, d > a.date)                          | YES
            a.bool ? a.area > 892699 : false                           | YES
            """)
    void shouldAnswerExactly(String expression, Answer answer) {
        assertThat(ask(expression, known())).isEqualTo(answer);
    }

    @Test
    void shouldNotTakeTheUnknownForNo() {
        assertThat(ask("!a.bool", Map.of())).isEqualTo(Answer.UNKNOWN);
        assertThat(ask("!a.bool", Map.of("a.bool", Value.of("false")))).isEqualTo(Answer.UNKNOWN);
        assertThat(ask("a.text != ''", Map.of("a.text", Value.of("x".repeat(1_001)))))
                .isEqualTo(Answer.UNKNOWN);
        assertThat(ask("size(a.integers) > 0", Map.of("a.integers", Value.list(List.of(Value.of("1"))))))
                .isEqualTo(Answer.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.integer > 1.5",
                "[1.0].exists(d, true)",
                "double(a.integer) > 0",
                "int('1') == 1",
                "timestamp('2026-01-01T00:00:00Z') != timestamp('2026-01-02T00:00:00Z')",
                "duration('1s') == duration('1s')",
                "type(a.bool) == bool",
                "dyn(a.bool)",
                "a.texts + a.texts == []",
                "a.text + a.text == ''",
                "a.unheard",
                "unheard()",
                "a.integer",
                "a.bool == 1",
                "[1, 'a'][0] == 1",
                "{'a': true}['a']",
                "b'a' == b'a'",
                "1u == 1u",
                "a.texts.map(t, t) == a.texts",
                "a.bool &&",
                ""
            })
    void shouldRefuseWhatIsNoExactConditionOverTheFacts(String expression) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> conditions.compile(expression, "here"))
                .isInstanceOfSatisfying(
                        org.titlechain.rules.pack.PackException.class,
                        failure -> assertThat(failure.defect()).isIn(Defect.CONDITION_INVALID, Defect.FLOATING_POINT));
    }

    @Test
    void shouldSayThatFloatingPointIsTheReason() {
        assertDefect(Defect.FLOATING_POINT, "here", () -> conditions.compile("[1.5] == [2.5]", "here"));
    }

    @Test
    void shouldBoundWhatAConditionCosts() {
        String loop = "a.integers.all(x, a.integers.all(y, a.integers.all(z, x + y + z > 0)))";
        assertDefect(Defect.CONDITION_TOO_COSTLY, "here", () -> conditions.compile(loop, "here"));
        String longText = "a.bool" + " && a.bool".repeat(300);
        assertDefect(Defect.CONDITION_TOO_COSTLY, "here", () -> conditions.compile(longText, "here"));
        String deep = "(".repeat(60) + "a.bool" + ")".repeat(60);
        assertDefect(Defect.CONDITION_INVALID, "here", () -> conditions.compile(deep, "here"));
        List<Value> many =
                java.util.stream.LongStream.range(0, 1_000).mapToObj(Value::of).toList();
        assertThat(ask("a.integers.all(x, a.integers.all(y, x + y >= 0))", Map.of("a.integers", Value.list(many))))
                .isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void shouldNameTheFactsThatItAsksFor() {
        assertThat(conditions
                        .compile("a.texts.exists(t, t == a.text) || a.bool", "here")
                        .facts())
                .containsExactly("a.bool", "a.text", "a.texts");
    }
}
