package org.titlechain.client;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An application (申请书) being filled in; its fields are those of {@code docs/registration-contract.md}. For one thread.
 *
 * <pre>{@code
 * Application.joint(number)
 *         .holder(buyer).obligor(seller)
 *         .item(Item.of("transfer/sale", unit).target(right).soleHolder(buyer).price("1200000.00"))
 *         .material("contract", document)
 * }</pre>
 */
public final class Application {
    private final CaseNumber number;
    private final ObjectNode body;

    private Application(CaseNumber number, String mode) {
        this.number = number;
        body = JsonNodeFactory.instance
                .objectNode()
                .put("district", number.district())
                .put("number", number.number())
                .put("mode", mode);
        body.putArray("applicants");
        body.putArray("items");
        body.putArray("materials");
    }

    /** Applied for by both sides (共同申请). */
    public static Application joint(CaseNumber number) {
        return new Application(number, "joint");
    }

    /** Applied for by one side (单方申请). */
    public static Application unilateral(CaseNumber number) {
        return new Application(number, "unilateral");
    }

    /**
     * Entrusted by a court or an authority (嘱托).
     *
     * @param document the number of its document
     */
    public static Application entrusted(CaseNumber number, String organisation, String document) {
        Application application = new Application(number, "entrusted");
        application
                .body
                .putObject("authority")
                .put("organisation", organisation)
                .put("document", document);
        return application;
    }

    /** Who acquires (权利人). */
    public Application holder(Party party) {
        return applicant(party, "holder");
    }

    /** Who gives (义务人). */
    public Application obligor(Party party) {
        return applicant(party, "obligor");
    }

    /** Whose interest is touched (利害关系人). */
    public Application third(Party party) {
        return applicant(party, "third");
    }

    private Application applicant(Party party, String as) {
        ObjectNode applicant = body.withArrayProperty("applicants").addObject();
        party.into(applicant);
        applicant.put("as", as);
        return this;
    }

    /** What is to be entered, in this order. */
    public Application item(Item item) {
        body.withArrayProperty("items").add(item.toJson());
        return this;
    }

    /**
     * A paper.
     *
     * @param document a commitment that {@link Cases#caseDocumentPut} gave
     */
    public Application material(String code, String document) {
        body.withArrayProperty("materials").addObject().put("code", code).put("document", document);
        return this;
    }

    /** Asks for no fee, for a reason such as {@code low-income}. */
    public Application exemption(String reason) {
        body.put("exemption", reason);
        return this;
    }

    /** A case of the same district that is to be entered together with this one. */
    public Application linked(String number) {
        body.withArrayProperty("linked").add(number);
        return this;
    }

    CaseNumber number() {
        return number;
    }

    ObjectNode toJson() {
        return body.deepCopy();
    }
}
