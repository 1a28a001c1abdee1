package org.titlechain.server.http;

import jakarta.servlet.http.HttpServletRequest;
import org.titlechain.server.accounts.Principal;

/** Tells who sent a request. */
@FunctionalInterface
public interface Authentication {
    /** The caller; {@link Principal#NOBODY} when nothing was sent. A proof that is not valid is refused. */
    Principal principal(HttpServletRequest request);
}
