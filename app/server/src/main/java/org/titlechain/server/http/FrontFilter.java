package org.titlechain.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** First on the way in, last on the way out: headers, sizes, and an answer in our form whatever happens. */
final class FrontFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FrontFilter.class);
    private static final int MAXIMUM_URI = 4096;
    private static final int MAXIMUM_HEADERS = 16 * 1024;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityHeaders.writeTo(response);
        boolean withBody = !request.getMethod().equals("HEAD");
        try {
            requireSizes(request);
            chain.doFilter(request, response);
        } catch (Problem problem) {
            ProblemWriter.write(response, ProblemWriter.answer(problem, ProblemWriter.newReference()), withBody);
        } catch (ServletException | RuntimeException e) {
            String reference = ProblemWriter.newReference();
            // Neither the address nor the message of the exception: both may hold personal data.
            LOG.error(
                    "request failed, reference {}: {} at {}",
                    reference,
                    e.getClass().getName(),
                    place(e));
            if (!response.isCommitted()) {
                response.resetBuffer();
                Problem problem = ErrorCode.INTERNAL.problem();
                ProblemWriter.write(response, ProblemWriter.answer(problem, reference), withBody);
            }
        }
    }

    private static void requireSizes(HttpServletRequest request) {
        String query = request.getQueryString();
        if (request.getRequestURI().length() + (query == null ? 0 : query.length()) > MAXIMUM_URI) {
            throw ErrorCode.URI_TOO_LONG.problem();
        }
        int size = 0;
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : Collections.list(request.getHeaders(name))) {
                size += name.length() + value.length();
            }
        }
        if (size > MAXIMUM_HEADERS) {
            throw ErrorCode.HEADERS_TOO_LARGE.problem();
        }
    }

    /** Where a defect was noticed first in our own code. */
    static String place(Throwable thrown) {
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (element.getClassName().startsWith("org.titlechain.")) {
                return element.toString();
            }
        }
        return thrown.getStackTrace().length == 0 ? "unknown" : thrown.getStackTrace()[0].toString();
    }
}
