package org.titlechain.server.accounts;

import java.util.Set;

/**
 * A key for programs. Its secret is shown once; only its hash is kept.
 *
 * @param id names it in lists
 * @param hash SM3 of the secret, hex
 * @param name what it is for
 * @param account whose it is; {@code node} for the token that the node makes for its own machine
 * @param roles what it may do, at most what its account may
 * @param created ms
 * @param expires ms, 0 for never
 */
public record Token(String id, String hash, String name, String account, Set<Role> roles, long created, long expires) {
    /** The owner of the node's own token. */
    public static final String NODE = "node";

    public Token {
        roles = Set.copyOf(roles);
    }

    @Override
    public String toString() {
        return "Token[" + id + "]";
    }
}
