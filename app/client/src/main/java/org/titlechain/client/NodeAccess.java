package org.titlechain.client;

import java.net.URI;

/**
 * A node of the chain, and what admits the caller there: each node has accounts and tokens of its own.
 *
 * @param address such as {@code http://127.0.0.1:8420}
 * @param token an API token of that node
 */
public record NodeAccess(URI address, String token) {
    /** The address alone: a token is not for logs. */
    @Override
    public String toString() {
        return address.toString();
    }
}
