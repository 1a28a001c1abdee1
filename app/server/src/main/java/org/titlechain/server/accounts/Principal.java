package org.titlechain.server.accounts;

import java.util.Set;

/**
 * Who calls.
 *
 * @param name the account's name, or the name of the token's owner
 * @param roles the roles at this moment
 * @param kind how the caller proved it
 * @param reference the session or token identifier, never its secret
 */
public record Principal(String name, Set<Role> roles, Kind kind, String reference) {
    public Principal {
        roles = Set.copyOf(roles);
    }

    /** How a caller proved who it is. */
    public enum Kind {
        NOBODY,
        SESSION,
        TOKEN
    }

    /** A caller without proof. */
    public static final Principal NOBODY = new Principal("", Set.of(), Kind.NOBODY, "");

    public boolean isKnown() {
        return kind != Kind.NOBODY;
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
