package org.titlechain.server.http;

import java.util.Arrays;
import java.util.List;
import org.titlechain.exchange.ProblemCode;

/** The problems of messages and archives, under the names that the exchange gives them. */
public record MessageCode(ProblemCode code) implements Code {
    private static final List<String> SIZES = List.of("TOO_LARGE", "TOO_MANY", "TOO_LONG", "RATIO");

    /** One for each problem that the exchange knows. */
    public static List<MessageCode> all() {
        return Arrays.stream(ProblemCode.values()).map(MessageCode::new).toList();
    }

    @Override
    public String name() {
        return code.name();
    }

    @Override
    public int status() {
        return SIZES.stream().anyMatch(code.name()::contains) ? 413 : 400;
    }

    @Override
    public String title() {
        return code.chinese();
    }

    @Override
    public String titleEnglish() {
        return code.english();
    }

    @Override
    public String remedy() {
        return "请按指出的位置修改后重新发送；未写入任何内容。";
    }

    @Override
    public String remedyEnglish() {
        return "Correct the place that is named and send it again; nothing was recorded.";
    }
}
