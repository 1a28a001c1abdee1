package org.titlechain.client;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The register, as it can be read and proven. The methods have the names of the operations of the interface. Every
 * method fails as {@link TitleChainClient#submit} does.
 */
public final class Register {
    private final NodeLink link;

    Register(NodeLink link) {
        this.link = link;
    }

    /**
     * A page of units.
     *
     * @param conditions {@code text}, {@code kind}, {@code district}, {@code limit} …
     * @param cursor the field {@code next} of the page before; empty for the first
     */
    public JsonNode units(Map<String, String> conditions, String cursor) {
        return link.json("/units" + NodeLink.query(conditions, cursor));
    }

    /** The sheet of a unit. */
    public JsonNode unit(String code) {
        return link.json("/units/" + code);
    }

    /** The proof that this is the sheet of the unit, all of it; anybody verifies it offline. */
    public byte[] unitProof(String code) {
        return link.get("/units/" + code + "/proof");
    }
}
