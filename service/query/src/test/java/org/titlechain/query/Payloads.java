package org.titlechain.query;

import java.util.List;
import java.util.Optional;

/** Texts that mean something to databases, shells and templates, and must mean nothing to a search. */
final class Payloads {
    static final List<String> ALL = List.of(
            "' OR '1'='1",
            "'; DROP TABLE unit; --",
            "\" OR \"\"=\"",
            "1) OR (1=1",
            "%",
            "_",
            "%' AND 1=0 UNION SELECT * FROM unit --",
            "\\",
            "\\'; SELECT pg_sleep(5) --",
            "'||(SELECT code FROM unit LIMIT 1)||'",
            "x' AND randomblob(500000000) IS NOT NULL --",
            "$1",
            "?",
            ":name",
            "${id}",
            "{{7*7}}",
            "*)(uid=*))(|(uid=*",
            "AND OR NOT NEAR",
            "\"unterminated",
            "\u0000测试",
            "测试\ud800",
            "\udfff",
            "=1+1",
            "@SUM(A1)",
            "\t\r\n",
            "A".repeat(100_000),
            "测".repeat(5_000),
            "../../etc/passwd");

    private Payloads() {}

    /** Findings with the text in every condition that takes text. */
    static FindingQuery findings(Optional<String> text) {
        return new FindingQuery(
                Optional.empty(), text, text, text, Optional.empty(), Optional.empty(), FindingQuery.Sort.WORST);
    }

    /** Records by the text; by a text that leads nowhere when nothing is left of it. */
    static RecordQuery records(String text) {
        String wanted = SearchText.clean(text).isEmpty() ? "x" : text;
        return new RecordQuery(
                Optional.of(wanted),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
