package org.titlechain.client;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One thing to be entered (登记事项) being filled in; its fields are those of {@code docs/registration-contract.md}. */
public final class Item {
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    private Item() {}

    /**
     * An item.
     *
     * @param kind such as {@code transfer/sale}
     */
    public static Item of(String kind, String unit) {
        int slash = kind.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a kind is family/subkind");
        }
        Item item = new Item();
        item.body
                .put("kind", kind.substring(0, slash))
                .put("subkind", kind.substring(slash + 1))
                .put("unit", unit);
        return item;
    }

    /** The id, on the sheet, of what it is about. */
    public Item target(String id) {
        return with("target", id);
    }

    /** Who holds it alone, where a right is registered. */
    public Item soleHolder(Party party) {
        body.put("coOwnership", "0");
        return holder(party);
    }

    /** A holder beside others, or of something that has no manner of co-ownership, such as a mortgage. */
    public Item holder(Party party) {
        party.into(body.withArrayProperty("holders").addObject());
        return this;
    }

    /** A holder by shares (按份共有). */
    public Item holder(Party party, long numerator, long denominator) {
        body.put("coOwnership", "2");
        ObjectNode holder = body.withArrayProperty("holders").addObject();
        party.into(holder);
        holder.putObject("share").put("numerator", numerator).put("denominator", denominator);
        return this;
    }

    /** The price or secured sum in yuan, such as {@code 1200000.00}; it goes to the vault. */
    public Item price(String yuan) {
        return with("price", yuan);
    }

    /** From when until when, {@code yyyy-MM-dd}. */
    public Item term(String from, String until) {
        body.putObject("term").put("from", from).put("until", until);
        return this;
    }

    /** Another field of text. */
    public Item with(String field, String value) {
        body.put(field, value);
        return this;
    }

    /** The area in cm². */
    public Item area(long squareCentimetres) {
        body.put("areaSquareCentimetres", squareCentimetres);
        return this;
    }

    /** What the thing is by nature, such as {@code use} {@code 11}. */
    public Item nature(String field, String value) {
        body.withObjectProperty("nature").put(field, value);
        return this;
    }

    ObjectNode toJson() {
        return body.deepCopy();
    }
}
