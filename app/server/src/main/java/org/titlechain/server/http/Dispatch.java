package org.titlechain.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.server.accounts.Principal;

/**
 * Runs one operation: who calls, may he, is the call well formed, what does it answer, how long did it take. One line
 * in the log for each call, with the operation's name and never its address.
 */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger("org.titlechain.calls");

    /** Calls that may be under way at once; more are told to come again. */
    private static final int CALLS_AT_ONCE = 1024;

    private final Authentication authentication;
    private final AuthorisationMatrix matrix;
    private final CallLimits limits;
    private final MeterRegistry meters;
    private final Semaphore room = new Semaphore(CALLS_AT_ONCE);

    Dispatch(Authentication authentication, AuthorisationMatrix matrix, CallLimits limits, MeterRegistry meters) {
        this.authentication = authentication;
        this.matrix = matrix;
        this.limits = limits;
        this.meters = meters;
    }

    Answer run(Operation operation, Handler handler, HttpServletRequest request, Map<String, String> variables) {
        long started = System.nanoTime();
        Answer answer;
        String reference = "";
        String outcome = "ok";
        if (!room.tryAcquire()) {
            return ProblemWriter.answer(ErrorCode.OVERLOADED.problem().retryAfter(1), ProblemWriter.newReference());
        }
        try {
            answer = handler.handle(prepare(operation, request, variables));
        } catch (Problem problem) {
            reference = ProblemWriter.newReference();
            outcome = problem.code().name();
            answer = ProblemWriter.answer(problem, reference);
        } catch (Exception e) {
            reference = ProblemWriter.newReference();
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            Problem problem = Failures.problem(cause);
            outcome = problem.code().name();
            if (problem.code() == ErrorCode.INTERNAL) {
                LOG.error(
                        "{} failed, reference {}: {} at {}",
                        operation.id(),
                        reference,
                        cause.getClass().getName(),
                        FrontFilter.place(cause));
            } else if (problem.code() == ErrorCode.KEY_UNREACHABLE) {
                LOG.error("{} failed, reference {}: {}", operation.id(), reference, cause.getMessage());
            }
            answer = ProblemWriter.answer(problem, reference);
        } finally {
            room.release();
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - started);
        Timer.builder("titlechain.calls")
                .tag("operation", operation.id())
                .tag("status", Integer.toString(answer.status()))
                .register(meters)
                .record(taken);
        LOG.info("{} {} {} {}us {}", operation.id(), answer.status(), outcome, taken.toNanos() / 1000, reference);
        return answer;
    }

    private Call prepare(Operation operation, HttpServletRequest request, Map<String, String> variables) {
        Principal principal = caller(request);
        matrix.require(operation, principal);
        if (operation.isWrite()) {
            requireOwnSite(request, principal);
        }
        requireMediaType(operation, request);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!Parameters.named(variable.getKey())
                    .form()
                    .matcher(variable.getValue())
                    .matches()) {
                throw ErrorCode.REQUEST_FIELD_INVALID.problem(variable.getKey());
            }
        }
        return new Call(operation, principal, request, variables, parameters(operation, request));
    }

    private Principal caller(HttpServletRequest request) {
        Principal principal;
        try {
            principal = authentication.principal(request);
        } catch (Problem problem) {
            limits.countStranger(request.getRemoteAddr());
            throw problem;
        }
        limits.count(principal, request.getRemoteAddr());
        return principal;
    }

    /** A browser that carries a session cookie must prove that the console's own code sent the request. */
    private static void requireOwnSite(HttpServletRequest request, Principal principal) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw ErrorCode.CROSS_SITE_REFUSED.problem();
        }
        if (principal.kind() == Principal.Kind.SESSION && !"1".equals(request.getHeader("X-TitleChain-Request"))) {
            throw ErrorCode.CROSS_SITE_REFUSED.problem("the header X-TitleChain-Request is missing");
        }
    }

    private static void requireMediaType(Operation operation, HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || operation.consumes().isEmpty()) {
            return;
        }
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        if (operation.consumes().contains(bare)) {
            return;
        }
        boolean json = operation.consumes().contains("application/json");
        if (json
                ? !bare.equals("application/json")
                : bare.startsWith("multipart/") || bare.equals("application/json")) {
            throw ErrorCode.MEDIA_TYPE_UNSUPPORTED.problem();
        }
    }

    private static Map<String, String> parameters(Operation operation, HttpServletRequest request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = request.getQueryString();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!operation.parameters().contains(name)) {
                throw ErrorCode.REQUEST_FIELD_UNKNOWN.problem(Json.printable(name));
            }
            if (parameters.put(name, value) != null) {
                throw ErrorCode.REQUEST_FIELD_INVALID.problem(name + " twice");
            }
            if (!value.isEmpty()
                    && !Parameters.named(name).form().matcher(value).matches()) {
                throw ErrorCode.REQUEST_FIELD_INVALID.problem(name);
            }
        }
        for (String name : operation.parameters()) {
            if (Parameters.named(name).required()
                    && parameters.getOrDefault(name, "").isEmpty()) {
                throw name.equals("purpose")
                        ? ErrorCode.PURPOSE_MISSING.problem()
                        : ErrorCode.REQUEST_FIELD_MISSING.problem(name);
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') >= 0) {
                throw ErrorCode.REQUEST_MALFORMED.problem("the query is not UTF-8");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw ErrorCode.REQUEST_MALFORMED.problem("the query is not percent-encoded well");
        }
    }
}
