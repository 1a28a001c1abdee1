package org.titlechain.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** Answers what Tomcat refuses before any of our code runs, in our own form and with our own headers. */
public final class ProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpServletResponse target = response.getResponse();
        if (target.isCommitted()) {
            return;
        }
        try {
            SecurityHeaders.writeTo(target);
            ErrorCode code = of(status);
            Answer answer = ProblemWriter.answer(code.problem(), ProblemWriter.newReference());
            ProblemWriter.write(target, answer, !request.getMethod().equals("HEAD"));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The peer is gone: there is nobody left to tell.
            container.getLogger().debug("error page not sent");
        }
    }

    private static ErrorCode of(int status) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.status() == status && code != ErrorCode.REQUEST_FIELD_UNKNOWN) {
                return code;
            }
        }
        return status < 500 ? ErrorCode.REQUEST_MALFORMED : ErrorCode.INTERNAL;
    }
}
