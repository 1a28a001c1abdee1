package org.titlechain.client;

import java.util.HexFormat;
import java.util.List;
import org.titlechain.proof.TrustedMembers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may: keys on the chain, tokens at the node. The methods have the names of the operations of the interface. Every
 * method fails as {@link TitleChainClient#submit} does.
 */
public final class Entitlements {
    private final NodeLink link;
    private final TrustedMembers trust;

    Entitlements(NodeLink link, TrustedMembers trust) {
        this.link = link;
        this.trust = trust;
    }

    /**
     * A page of the keys that are granted on the chain.
     *
     * @param cursor the field {@code next} of the page before; empty for the first
     */
    public JsonNode keys(String cursor) {
        return link.json("/keys" + NodeLink.query(java.util.Map.of(), cursor));
    }

    /**
     * Grants a key on the chain; the node signs it with its security administrator's key.
     *
     * @param roles labels such as {@code tax}
     * @param districts prefixes of district codes
     */
    public Said keyGrant(
            byte[] publicKey, String name, String organisation, List<String> roles, List<String> districts) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("key", HexFormat.of().formatHex(publicKey))
                .put("name", name)
                .put("organisation", organisation);
        roles.forEach(body.putArray("roles")::add);
        districts.forEach(body.putArray("districts")::add);
        return Said.of(link.post("/keys", body), trust);
    }

    /** Revokes a key by its identifier, hex. */
    public Said keyRevoke(String keyId, String reason) {
        return Said.of(
                link.post(
                        "/keys/" + keyId + "/revocation",
                        JsonNodeFactory.instance.objectNode().put("reason", reason)),
                trust);
    }

    /**
     * Makes a token with at most the caller's roles and gives its secret, which the node does not keep.
     *
     * @param days after which it ends; 0 for never
     */
    public String tokenCreate(String name, List<String> roles, int days) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("name", name).put("days", days);
        roles.forEach(body.putArray("roles")::add);
        return link.post("/tokens", body).path("token").stringValue("");
    }
}
