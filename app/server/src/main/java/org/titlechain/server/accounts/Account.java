package org.titlechain.server.accounts;

import java.util.Set;

/**
 * One person's account.
 *
 * @param name lower-case letters, digits, dots and hyphens
 * @param passwordHash Argon2id
 * @param roles what the person may do
 * @param language {@code zh} or {@code en}
 * @param locked by an administrator
 * @param created ms
 * @param lastSignIn ms, 0 for never
 */
public record Account(
        String name,
        String passwordHash,
        Set<Role> roles,
        String language,
        boolean locked,
        long created,
        long lastSignIn) {
    public Account {
        roles = Set.copyOf(roles);
    }

    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
