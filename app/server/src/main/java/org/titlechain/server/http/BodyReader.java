package org.titlechain.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Reads bodies: never more than promised, never slower than a slow honest line. */
final class BodyReader {
    /** Time that any body may take, whatever its size. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    /** Bytes a second that a sender must reach after the grace. */
    private static final long SLOWEST = 4 * 1024;

    private static final int BUFFER = 16 * 1024;

    private BodyReader() {}

    static byte[] read(HttpServletRequest request, long maximum) throws IOException {
        long declared = request.getContentLengthLong();
        ByteArrayOutputStream target = new ByteArrayOutputStream(Math.clamp(declared, 32, BUFFER));
        copy(request, maximum, target);
        return target.toByteArray();
    }

    static long copy(HttpServletRequest request, long maximum, OutputStream target) throws IOException {
        if (request.getContentLengthLong() > maximum) {
            throw tooLarge(maximum);
        }
        long started = System.nanoTime();
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        InputStream source = request.getInputStream();
        try {
            while (true) {
                int count = source.read(buffer);
                if (count < 0) {
                    return total;
                }
                total += count;
                if (total > maximum) {
                    throw tooLarge(maximum);
                }
                long allowed = GRACE.toNanos() + total / SLOWEST * 1_000_000_000L;
                if (System.nanoTime() - started > allowed) {
                    throw ErrorCode.REQUEST_TIMEOUT.problem();
                }
                target.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException e) {
            throw ErrorCode.REQUEST_TIMEOUT.problem();
        } catch (org.apache.catalina.connector.ClientAbortException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw ErrorCode.REQUEST_TIMEOUT.problem();
            }
            throw ErrorCode.REQUEST_MALFORMED.problem("the body ended early");
        } catch (org.apache.coyote.BadRequestException e) {
            throw ErrorCode.REQUEST_MALFORMED.problem("the body's framing is wrong");
        }
    }

    private static Problem tooLarge(long maximum) {
        return ErrorCode.REQUEST_TOO_LARGE.problem("at most " + maximum + " bytes");
    }
}
