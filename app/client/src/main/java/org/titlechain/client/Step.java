package org.titlechain.client;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a case; the commands of {@code docs/registration-contract.md} under their names in the interface.
 * Documents, receipts and packages are commitments that {@link Cases#caseDocumentPut} gave.
 *
 * @param name as it stands in the address, such as {@code accept}
 * @param fields what the step says
 */
public record Step(String name, ObjectNode fields) {
    private static Step of(String name) {
        return new Step(name, JsonNodeFactory.instance.objectNode());
    }

    /** The same step, saying also that. */
    public Step with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    /** A list of texts; none at all when there is nothing in it. */
    private Step withAny(String field, String... values) {
        if (values.length > 0) {
            List.of(values).forEach(fields.putArray(field)::add);
        }
        return this;
    }

    /** 受理. */
    public static Step accept() {
        return of("accept");
    }

    /** 不予受理; the reason is {@code breach-of-law}, {@code dispute}, {@code materials} … */
    public static Step decline(String reason) {
        return of("decline").with("reason", reason);
    }

    /** 补正: asks for materials by their codes. */
    public static Step supplementRequest(List<String> materials) {
        Step step = of("supplement-request");
        materials.forEach(step.fields.putArray("materials")::add);
        return step;
    }

    /** Delivers one material that was asked for. */
    public static Step supplementDeliver(String code, String document) {
        Step step = of("supplement-deliver");
        step.fields.putArray("materials").addObject().put("code", code).put("document", document);
        return step;
    }

    /** 实地查看. */
    public static Step inspect(boolean passed, String document) {
        return of("inspect").with("outcome", passed ? "passed" : "failed").with("document", document);
    }

    /** 公告. */
    public static Step noticePublish(String document) {
        return of("notice-publish").with("document", document);
    }

    /** Objects to the notice in the name of a party, 64 hexadecimal digits. */
    public static Step noticeObject(String party, String document) {
        return of("notice-object").with("party", party).with("document", document);
    }

    /** Settles an objection to the notice by its place from 1. */
    public static Step noticeSettle(int objection, boolean upheld, String document) {
        Step step = of("notice-settle")
                .with("outcome", upheld ? "upheld" : "dismissed")
                .with("document", document);
        step.fields.put("objection", objection);
        return step;
    }

    /** 审核: the level, from 1, passed. */
    public static Step review(int level) {
        return review(level, "passed");
    }

    /** 审核: sent back to acceptance. */
    public static Step sendBack(int level) {
        return review(level, "returned");
    }

    private static Step review(int level, String outcome) {
        Step step = of("review").with("outcome", outcome);
        step.fields.put("level", level);
        return step;
    }

    /** 登簿, together with the linked cases of these numbers. */
    public static Step register(String... together) {
        return of("register").withAny("together", together);
    }

    /** 收费, in fen. */
    public static Step fee(long fen, String receipt) {
        Step step = of("fee").with("receipt", receipt);
        step.fields.put("fen", fen);
        return step;
    }

    /** 缮证, on forms with these serials. */
    public static Step certificate(String... printed) {
        return of("certificate").withAny("printed", printed);
    }

    /** 发证. */
    public static Step issue(String receipt) {
        return of("issue").with("receipt", receipt);
    }

    /** 归档. */
    public static Step archive(String archived) {
        return of("archive").with("package", archived);
    }

    /** 不予登记. */
    public static Step refuse(String reason) {
        return of("refuse").with("reason", reason);
    }

    /** 撤回. */
    public static Step withdraw() {
        return of("withdraw");
    }

    /** 自动办理: accepted, reviewed, entered and its certificate ordered at once, or left to a person with the reasons. */
    public static Step auto() {
        return of("auto");
    }
}
