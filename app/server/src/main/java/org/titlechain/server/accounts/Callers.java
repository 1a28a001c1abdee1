package org.titlechain.server.accounts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.titlechain.server.http.Authentication;
import org.titlechain.server.http.ErrorCode;

/**
 * Tells who calls: a token in the Authorization header, else the cookie of a session. Roles are looked up each time.
 */
public final class Callers implements Authentication {
    private final Accounts accounts;
    private final Sessions sessions;

    public Callers(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** The cookie's name: over TLS browsers bind {@code __Host-} names to this host and to TLS. */
    public static String cookieName(boolean secure) {
        return secure ? "__Host-titlechain-session" : "titlechain-session";
    }

    @Override
    public Principal principal(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            if (!authorization.startsWith("Bearer ") || authorization.length() > 200) {
                throw ErrorCode.SIGN_IN_REQUIRED.problem("the Authorization header is not a token");
            }
            return accounts.principalOfToken(
                            authorization.substring("Bearer ".length()).strip())
                    .orElseThrow(() -> ErrorCode.SIGN_IN_REQUIRED.problem("the token is not valid"));
        }
        return cookie(request).flatMap(this::principalOfSession).orElse(Principal.NOBODY);
    }

    private Optional<Principal> principalOfSession(String id) {
        return sessions.use(id)
                .flatMap(accounts::find)
                .filter(account -> !account.locked())
                .map(account -> new Principal(account.name(), account.roles(), Principal.Kind.SESSION, id));
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        String name = cookieName(request.isSecure());
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }
}
