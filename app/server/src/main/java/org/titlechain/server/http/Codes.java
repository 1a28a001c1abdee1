package org.titlechain.server.http;

import java.util.ArrayList;
import java.util.List;

/** Every kind of problem that an answer can name, wherever it comes from. */
public final class Codes {
    private Codes() {}

    /** The interface's own, those of messages and archives, those of the contract. */
    public static List<Code> all() {
        List<Code> all = new ArrayList<>(List.of(ErrorCode.values()));
        all.addAll(MessageCode.all());
        all.addAll(ContractCode.all());
        return all;
    }

    /** The page {@code docs/errors.md}. */
    public static String page() {
        StringBuilder page = new StringBuilder("""
                # Problem codes

                Every answer that is not a success is `application/problem+json` with one of these codes. \
                The codes are \
                stable: programs may rely on them. This page is made from the program; a test compares it.

                | code | status | 说明 | meaning | 处理 | what to do |
                |---|---|---|---|---|---|
                """);
        for (Code code : all()) {
            page.append("| `").append(code.name()).append("` | ").append(code.status());
            for (String text : List.of(code.title(), code.titleEnglish(), code.remedy(), code.remedyEnglish())) {
                page.append(" | ").append(text.replace("|", "\\|"));
            }
            page.append(" |\n");
        }
        return page.toString();
    }
}
