package org.titlechain.server.http;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A refusal with a stable code (RFC 9457). The detail names field or place and never holds personal data. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Code code;
    private final String detail;
    private final int retryAfterSeconds;
    private final transient @Nullable ObjectNode members;

    public Problem(Code code, String detail) {
        this(code, detail, -1, null);
    }

    private Problem(Code code, String detail, int retryAfterSeconds, @Nullable ObjectNode members) {
        super(code.name() + (detail.isEmpty() ? "" : ": " + detail), null, false, false);
        this.code = code;
        this.detail = detail;
        this.retryAfterSeconds = retryAfterSeconds;
        this.members = members;
    }

    /** The same problem with a Retry-After header. */
    public Problem retryAfter(int seconds) {
        return new Problem(code, detail, seconds, members);
    }

    /** The same problem with further members, such as the receipt of a recorded refusal. */
    public Problem with(ObjectNode further) {
        return new Problem(code, detail, retryAfterSeconds, further);
    }

    public Code code() {
        return code;
    }

    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds < 0 ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
    }

    /** The answer's body. */
    public ObjectNode toJson(String reference) {
        ObjectNode json = Json.object();
        json.put("type", "urn:titlechain:problem:" + code.name());
        json.put("title", code.title());
        json.put("titleEn", code.titleEnglish());
        json.put("status", code.status());
        json.put("code", code.name());
        json.put("detail", detail);
        if (!code.article().isEmpty()) {
            json.put("article", code.article());
        }
        json.put("remedy", code.remedy());
        json.put("remedyEn", code.remedyEnglish());
        json.put("reference", reference);
        Optional.ofNullable(members)
                .ifPresent(further ->
                        further.properties().forEach(member -> json.set(member.getKey(), member.getValue())));
        return json;
    }
}
