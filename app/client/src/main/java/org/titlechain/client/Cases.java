package org.titlechain.client;

import java.util.Map;
import org.titlechain.proof.TrustedMembers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cases that are handled here (主办), from the application to the archive. The methods have the names of the operations
 * of the interface; the shapes of what they read stand in its OpenAPI document. What they do is signed by the key that
 * the node keeps for the caller's account.
 *
 * <p>Every method fails as {@link TitleChainClient#submit} does.
 */
public final class Cases {
    private final NodeLink link;
    private final TrustedMembers trust;

    Cases(NodeLink link, TrustedMembers trust) {
        this.link = link;
        this.trust = trust;
    }

    /** The kinds of registration and what each needs. */
    public JsonNode caseKinds() {
        return link.json("/case-kinds");
    }

    /**
     * A page of cases.
     *
     * @param conditions {@code text}, {@code district}, {@code state}, {@code sort} ({@code due} or {@code newest})
     * @param cursor the field {@code next} of the page before; empty for the first
     */
    public JsonNode cases(Map<String, String> conditions, String cursor) {
        return link.json("/cases" + NodeLink.query(conditions, cursor));
    }

    /** What would stand against an application; nothing is written. */
    public JsonNode caseCheck(Application application) {
        return link.post("/case-checks", application.toJson());
    }

    /**
     * Who the parties of the case are; leaves a record of who saw it and why.
     *
     * @param purpose such as {@code registration}
     */
    public JsonNode casePeople(CaseNumber number, String purpose) {
        return link.json(number.path() + "/people" + NodeLink.query(Map.of("purpose", purpose), ""));
    }

    /** Applies. */
    public Said caseApply(Application application) {
        return Said.of(
                link.post("/cases", application.toJson()),
                trust,
                application.number().stateKey());
    }

    /** A case, its application and its trace; the operation {@code case}, which is a word of this language. */
    public JsonNode caseOf(CaseNumber number) {
        return link.json(number.path());
    }

    /** The facts that departments may state. */
    public JsonNode factKinds() {
        return link.json("/fact-kinds");
    }

    /** The facts that a case waits for, and what departments said. */
    public JsonNode caseFacts(CaseNumber number) {
        return link.json(number.path() + "/facts");
    }

    /** One step of the case. */
    public Said caseStep(CaseNumber number, Step step) {
        return Said.of(link.post(number.path() + "/steps/" + step.name(), step.fields()), trust, number.stateKey());
    }

    /** The proof of the case with all its steps; anybody verifies it offline. */
    public byte[] caseProof(CaseNumber number) {
        return link.get(number.path() + "/proof");
    }

    /** Keeps a document in the vault and gives the commitment to it, by which applications and steps name it. */
    public String caseDocumentPut(CaseNumber number, byte[] document) {
        byte[] answer = link.post(number.path() + "/documents", "application/octet-stream", document);
        return NodeLink.read(answer).path("document").asString("");
    }

    /**
     * A document; leaves a record of who saw it and why.
     *
     * @param purpose such as {@code case-review}
     */
    public byte[] caseDocument(CaseNumber number, String document, String purpose) {
        return link.get(number.path() + "/documents/" + document + NodeLink.query(Map.of("purpose", purpose), ""));
    }

    /**
     * Hands out the secret by which a holder without an account sees the trace of the case; it is told this once, in
     * the field {@code secret}.
     *
     * @param days after which it ends, 1 to 366
     */
    public JsonNode caseTraceLinkCreate(CaseNumber number, int days) {
        return link.post(
                number.path() + "/trace-links",
                JsonNodeFactory.instance.objectNode().put("days", days));
    }

    /** The secrets that are valid for the case, without what they are. */
    public JsonNode caseTraceLinks(CaseNumber number) {
        return link.json(number.path() + "/trace-links");
    }

    /** Takes a secret back, by the field {@code id} that it was handed out with. */
    public void caseTraceLinkRevoke(CaseNumber number, String id) {
        link.delete(number.path() + "/trace-links/" + id);
    }

    /** The trace of a case as whoever has number and secret sees it; the field {@code proof} is Base64 of the proof. */
    public JsonNode trace(CaseNumber number, String secret) {
        return link.post(
                "/traces",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("district", number.district())
                        .put("number", number.number())
                        .put("secret", secret));
    }

    /** One's own batches, newest first. */
    public JsonNode caseBatches() {
        return link.json("/case-batches");
    }

    /** Begins many applications as a job that survives the node's death; sending it again has no second effect. */
    public JsonNode caseBatchStart(Iterable<Application> applications) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        applications.forEach(application -> body.withArray("applications").add(application.toJson()));
        return link.post("/case-batches", body);
    }

    /** Begins one step of many cases as such a job. */
    public JsonNode caseBatchStart(Map<CaseNumber, Step> steps) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        steps.forEach((number, step) -> body.withArray("steps")
                .addObject()
                .put("district", number.district())
                .put("number", number.number())
                .put("step", step.name())
                .set("fields", step.fields()));
        return link.post("/case-batches", body);
    }

    /** How a batch stands. */
    public JsonNode caseBatch(String id) {
        return link.json("/case-batches/" + id);
    }

    /**
     * What became of each command of a batch, a page.
     *
     * @param cursor the field {@code next} of the page before; empty for the first
     */
    public JsonNode caseBatchReport(String id, String cursor) {
        return link.json("/case-batches/" + id + "/report" + NodeLink.query(Map.of(), cursor));
    }

    /** Stops a batch after what is under way. */
    public JsonNode caseBatchStop(String id) {
        return link.post("/case-batches/" + id + "/stop", JsonNodeFactory.instance.objectNode());
    }

    /** Goes on with a batch that was stopped. */
    public JsonNode caseBatchResume(String id) {
        return link.post("/case-batches/" + id + "/resume", JsonNodeFactory.instance.objectNode());
    }

    /** Says which days of a year are holidays, and which Saturdays and Sundays are worked; {@code yyyy-MM-dd}. */
    public Said officeCalendar(int year, Iterable<String> holidays, Iterable<String> workdays) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("year", year);
        holidays.forEach(body.putArray("holidays")::add);
        workdays.forEach(body.putArray("workdays")::add);
        return Said.of(link.post("/office/calendar", body), trust);
    }

    /**
     * Says how the certificates of a county are numbered.
     *
     * @param prefix the province's short name (省简称)
     * @param county its full name (市县全称)
     */
    public Said officeNumbering(String district, String prefix, String county) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("district", district)
                .put("prefix", prefix)
                .put("county", county);
        return Said.of(link.post("/office/numbering", body), trust);
    }
}
