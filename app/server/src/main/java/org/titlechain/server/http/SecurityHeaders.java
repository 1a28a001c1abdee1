package org.titlechain.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers that stand on every response, errors and static files included. */
public final class SecurityHeaders {
    /** What pages of the console may load: nothing but their own origin, no inline code. */
    public static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; object-src 'none'; "
            + "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; report-to csp";

    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        ALL.put("Reporting-Endpoints", "csp=\"/api/v1/csp-reports\"");
        ALL.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        ALL.put("X-Content-Type-Options", "nosniff");
        ALL.put("Referrer-Policy", "no-referrer");
        ALL.put("Cross-Origin-Opener-Policy", "same-origin");
        ALL.put("Cross-Origin-Resource-Policy", "same-origin");
        ALL.put("Cross-Origin-Embedder-Policy", "require-corp");
        ALL.put(
                "Permissions-Policy",
                "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), "
                        + "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()");
        ALL.put("Cache-Control", "no-store");
    }

    private SecurityHeaders() {}

    /** The headers by name. */
    public static Map<String, String> all() {
        return java.util.Collections.unmodifiableMap(ALL);
    }

    static void writeTo(HttpServletResponse response) {
        ALL.forEach(response::setHeader);
    }
}
