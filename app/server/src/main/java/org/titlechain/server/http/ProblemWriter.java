package org.titlechain.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Writes answers and problems to a servlet response. */
final class ProblemWriter {
    private static final SecureRandom RANDOM = new SecureRandom();

    private ProblemWriter() {}

    /** A reference that a user can read out and an operator can find in the log. */
    static String newReference() {
        byte[] bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static Answer answer(Problem problem, String reference) {
        Answer answer = new Answer(
                problem.code().status(),
                "application/problem+json;charset=utf-8",
                Json.bytes(problem.toJson(reference)),
                java.util.Map.of());
        if (problem.retryAfterSeconds().isPresent()) {
            return answer.header(
                    "Retry-After", Integer.toString(problem.retryAfterSeconds().getAsInt()));
        }
        return answer;
    }

    static void write(HttpServletResponse response, Answer answer, boolean withBody) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (!answer.contentType().isEmpty()) {
            response.setContentType(answer.contentType());
            response.setContentLength(answer.body().length);
            if (withBody) {
                response.getOutputStream().write(answer.body());
            }
        }
    }
}
