package org.titlechain.client;

import tools.jackson.databind.JsonNode;

/**
 * Contracts (智能合约): the instruments of the program and the rule packs, listed and readable. The methods have the names
 * of the operations of the interface. Every method fails as {@link TitleChainClient#submit} does.
 */
public final class Contracts {
    private final NodeLink link;

    Contracts(NodeLink link) {
        this.link = link;
    }

    /** Every contract and version. */
    public JsonNode contracts() {
        return link.json("/contracts");
    }

    /** A contract's rules in words, with their articles. */
    public JsonNode contract(String name, long version) {
        return link.json(path(name, version));
    }

    /** A contract's source. */
    public byte[] contractDownload(String name, long version) {
        return link.get(path(name, version) + "/source");
    }

    private static String path(String name, long version) {
        return "/contracts/" + name + "/" + version;
    }
}
