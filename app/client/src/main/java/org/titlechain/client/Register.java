package org.titlechain.client;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The register, as it can be read and proven. The methods have the names of the operations of the interface. Every
 * method fails as {@link TitleChainClient#submit} does.
 */
public final class Register {
    private final NodeLinks links;

    Register(NodeLinks links) {
        this.links = links;
    }

    /**
     * A page of units.
     *
     * @param conditions {@code text}, {@code kind}, {@code district}, {@code limit} …
     * @param cursor the field {@code next} of the page before; empty for the first
     */
    public JsonNode units(Map<String, String> conditions, String cursor) {
        return links.ask(link -> link.json("/units" + NodeLink.query(conditions, cursor)));
    }

    /** The sheet of a unit. */
    public JsonNode unit(String code) {
        return links.ask(link -> link.json("/units/" + code));
    }

    /**
     * The sheet of a unit with what of it has lapsed at the time, in the field {@code lapse}.
     *
     * @param time ms
     */
    public JsonNode unit(String code, long time) {
        return links.ask(link -> link.json("/units/" + code + NodeLink.query(Map.of("at", Long.toString(time)), "")));
    }

    /**
     * A page of the versions of the sheet, newest first, each with what changed.
     *
     * @param cursor the field {@code next} of the page before; empty for the first
     */
    public JsonNode unitHistory(String code, String cursor) {
        return links.ask(link -> link.json("/units/" + code + "/history" + NodeLink.query(Map.of(), cursor)));
    }

    /**
     * Who holds what stands on the sheet, asked of the first node only; leaves a record of who saw it and why.
     *
     * @param purpose such as {@code case-review}
     */
    public JsonNode unitHolders(String code, String purpose) {
        return links.home().json("/units/" + code + "/holders" + NodeLink.query(Map.of("purpose", purpose), ""));
    }

    /**
     * Has the first node fetch what other members hold of the people on the sheet, as far as those members share it;
     * leaves a record there of who saw it and why.
     *
     * @param purpose a code that their shares name
     */
    public JsonNode unitFetch(String code, String purpose) {
        return links.home()
                .post(
                        "/units/" + code + "/delivery",
                        JsonNodeFactory.instance.objectNode().put("purpose", purpose));
    }

    /** The sheet of a parcel, by its 19 characters. */
    public JsonNode parcel(String code) {
        return links.ask(link -> link.json("/parcels/" + code));
    }

    /** The proof that this is the sheet of the unit, all of it; anybody verifies it offline. */
    public byte[] unitProof(String code) {
        return links.ask(link -> link.get("/units/" + code + "/proof"));
    }
}
