package org.titlechain.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the interface. Everything that the program and its documents say about an operation comes from here.
 *
 * @param id the stable name, used in the authorisation matrix, in logs and in metrics
 * @param method the HTTP method
 * @param path under {@code /api/v1}, with {@code {variables}}
 * @param summary one line, Chinese and English
 * @param parameters names of query parameters, each described in {@link Parameters}
 * @param consumes media types of the body, empty when there is none
 * @param maximumBody bytes of the body at most
 * @param request the shape of a JSON body
 * @param produces media type of the answer, empty when there is no body
 * @param answer the shape of a JSON answer
 * @param statuses the successful statuses
 * @param alternative the media type that a caller gets when its {@code Accept} names it, empty when there is none
 * @param dated whether the answer has an entity tag, so that 304 may be answered
 */
public record Operation(
        String id,
        String method,
        String path,
        String summary,
        List<String> parameters,
        List<String> consumes,
        long maximumBody,
        Schema request,
        String produces,
        Schema answer,
        List<Integer> statuses,
        String alternative,
        boolean dated) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final int JSON_BODY = 64 * 1024;

    public Operation {
        parameters = List.copyOf(parameters);
        consumes = List.copyOf(consumes);
        statuses = List.copyOf(statuses);
    }

    /** An operation that answers JSON of the shape. */
    static Operation json(String id, String method, String path, String summary, String answer, String... parameters) {
        return new Operation(
                id,
                method,
                path,
                summary,
                List.of(parameters),
                List.of(),
                0,
                new Schema.Any(),
                "application/json",
                Schema.of(answer),
                List.of(200),
                "",
                false);
    }

    /** An operation that answers other bytes. */
    static Operation bytes(String id, String path, String summary, String produces, String... parameters) {
        return new Operation(
                id,
                "GET",
                path,
                summary,
                List.of(parameters),
                List.of(),
                0,
                new Schema.Any(),
                produces,
                new Schema.Any(),
                List.of(200),
                "",
                false);
    }

    /** The same operation taking a JSON body of the shape. */
    Operation taking(String request) {
        return with(
                List.of("application/json"),
                JSON_BODY,
                Schema.of(request),
                produces,
                answer,
                statuses,
                alternative,
                dated);
    }

    /** The same operation taking bytes. */
    Operation takingBytes(long maximum, String... mediaTypes) {
        return with(List.of(mediaTypes), maximum, new Schema.Any(), produces, answer, statuses, alternative, dated);
    }

    /** The same operation with bodies of at most so many bytes. */
    Operation upTo(long maximum) {
        return with(consumes, maximum, request, produces, answer, statuses, alternative, dated);
    }

    /** The same operation with these successful statuses. */
    Operation answering(Integer... successes) {
        return with(consumes, maximumBody, request, produces, answer, List.of(successes), alternative, dated);
    }

    /** The same operation answering no body. */
    Operation answeringNothing() {
        return with(consumes, maximumBody, request, "", new Schema.Any(), List.of(204), alternative, dated);
    }

    /** The same operation answering another media type to whoever asks for it. */
    Operation orProducing(String mediaType) {
        return with(consumes, maximumBody, request, produces, answer, statuses, mediaType, dated);
    }

    /** The same operation with an answer that bears the height as its entity tag. */
    Operation atHeight() {
        return with(consumes, maximumBody, request, produces, answer, statuses, alternative, true);
    }

    private Operation with(
            List<String> newConsumes,
            long newMaximumBody,
            Schema newRequest,
            String newProduces,
            Schema newAnswer,
            List<Integer> newStatuses,
            String newAlternative,
            boolean newDated) {
        return new Operation(
                id,
                method,
                path,
                summary,
                parameters,
                newConsumes,
                newMaximumBody,
                newRequest,
                newProduces,
                newAnswer,
                newStatuses,
                newAlternative,
                newDated);
    }

    /** Whether it changes anything, so that a browser must prove that the console sent it. */
    public boolean isWrite() {
        return !method.equals("GET");
    }

    /** The names in braces. */
    public List<String> variables() {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
