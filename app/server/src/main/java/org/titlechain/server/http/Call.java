package org.titlechain.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.titlechain.server.accounts.Principal;
import tools.jackson.databind.node.ObjectNode;

/** One call of one operation, with everything already checked that the operation table promises. */
public final class Call {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAXIMUM_LIMIT = 200;

    private final Operation operation;
    private final Principal principal;
    private final HttpServletRequest request;
    private final Map<String, String> variables;
    private final Map<String, String> parameters;

    Call(
            Operation operation,
            Principal principal,
            HttpServletRequest request,
            Map<String, String> variables,
            Map<String, String> parameters) {
        this.operation = operation;
        this.principal = principal;
        this.request = request;
        this.variables = variables;
        this.parameters = parameters;
    }

    public Operation operation() {
        return operation;
    }

    public Principal principal() {
        return principal;
    }

    /** The path variable. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException(operation.id() + " has no variable " + name);
        }
        return value;
    }

    /** The query parameter, when it was sent and is not empty. */
    public Optional<String> parameter(String name) {
        if (!operation.parameters().contains(name)) {
            throw new IllegalStateException(operation.id() + " has no parameter " + name);
        }
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** The query parameter as a number. */
    public OptionalLong number(String name) {
        Optional<String> value = parameter(name);
        return value.isPresent() ? OptionalLong.of(number(name, value.get())) : OptionalLong.empty();
    }

    /** The path variable as a number. */
    public long variableNumber(String name) {
        return number(name, variable(name));
    }

    /** How many items a list gives: 1 to 200, 50 when nothing was said. */
    public int limit() {
        long limit = number("limit").orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("limit");
        }
        return (int) limit;
    }

    /** A cursor that is a number, or the value to begin with. */
    public long numericCursor(long first) {
        return parameter("cursor").map(text -> number("cursor", text)).orElse(first);
    }

    /** The request header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** The address that the call came from. */
    public String address() {
        return request.getRemoteAddr();
    }

    /** Whether the call came over TLS. */
    public boolean isSecure() {
        return request.isSecure();
    }

    /** The whole body, within the limits of size and time. */
    public byte[] body() throws IOException {
        return BodyReader.read(request, operation.maximumBody());
    }

    /** Copies the body to a stream, within the limits of size and time. */
    public long copyBody(java.io.OutputStream target) throws IOException {
        return BodyReader.copy(request, operation.maximumBody(), target);
    }

    /** The JSON body: exactly the fields of the operation's shape. */
    public ObjectNode json() throws IOException {
        if (!(operation.request() instanceof Schema.ObjectOf shape)) {
            throw new IllegalStateException(operation.id() + " takes no JSON object");
        }
        List<String> required = shape.fields().keySet().stream()
                .filter(name -> !shape.optional().contains(name))
                .toList();
        ObjectNode object = Json.readObject(body(), required, shape.optional());
        shape.mismatch(object, "").ifPresent(place -> {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem(place);
        });
        return object;
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem(name);
        }
    }
}
