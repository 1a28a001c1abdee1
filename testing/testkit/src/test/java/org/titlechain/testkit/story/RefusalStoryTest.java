package org.titlechain.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.testkit.story.Story.HOUSE;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Refused;

class RefusalStoryTest {
    private final Story story = Story.given(HOUSE);

    @ParameterizedTest
    @ValueSource(strings = {"version", "head", "layout", "source", "rows"})
    void shouldRefuseACommandWithoutAField(String field) {
        TreeMap<String, Value> fields = new TreeMap<>(
                story.firstRegistered().to("测试甲").draft().command().entries());
        fields.remove(field);

        assertThat(code(decide(Value.map(fields)))).isEqualTo("RECORD_MALFORMED");
        fields.put(field, Value.of(true));
        assertThat(code(decide(Value.map(fields)))).isEqualTo("RECORD_MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "测", "a b"})
    void shouldRefuseAMessageWhoseIdCannotBeAKey(String id) {
        Telling telling = story.firstRegistered().to("测试甲").head("BizMsgID", id).record();

        telling.expectRefused("RECORD_MALFORMED");
    }

    @Test
    void shouldRefuseAnotherCountysMessages() {
        story.and("888801001002GB00014F00220045")
                .firstRegistered()
                .to("测试甲")
                .record()
                .expectRefused("KEY_NOT_ENTITLED");
    }

    @Test
    void shouldRefuseToWriteAnotherCountysSheet() {
        story.firstRegistered()
                .to("测试甲")
                .with("BDCDYH", "888801001002GB00014F00220045")
                .record()
                .expectRefused("KEY_NOT_ENTITLED");
        assertThat(story.register().find("unit/888801001002GB00014F00220045")).isEmpty();
    }

    @Test
    void shouldRefuseAKeyThatMayOnlyView() {
        Telling telling = story.firstRegistered().to("测试甲");
        Decision decision = story.register().decide(telling.draft().command(), "viewer", 1);

        assertThat(code(decision)).isEqualTo("KEY_NOT_ENTITLED");
    }

    @Test
    void shouldChangeNothingWhenItRefuses() {
        story.firstRegistered().to("测试甲").record();
        var before = List.copyOf(story.register().state().entrySet());
        story.firstRegistered().to("测试乙").head("BizMsgID", "").record();

        assertThat(List.copyOf(story.register().state().entrySet())).isEqualTo(before);
    }

    private Decision decide(MapValue command) {
        return story.register().decide(command, Register.RECORDER, 1);
    }

    private static String code(Decision decision) {
        return decision instanceof Refused refused ? refused.code() : "accepted";
    }
}
