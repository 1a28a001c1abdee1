package org.titlechain.server.http;

import static org.titlechain.server.http.Operation.bytes;
import static org.titlechain.server.http.Operation.json;

import java.util.List;

/** The operations of cases that are handled here. */
final class CaseOperations {
    /** Bytes of one document at most. */
    private static final long MAXIMUM_DOCUMENT = 32L << 20;

    /** Bytes of an application at most: a whole building is one case. */
    private static final long MAXIMUM_APPLICATION = 4L << 20;

    /** Bytes of a batch of applications at most. */
    private static final long MAXIMUM_BATCH = 16L << 20;

    private static final String REASON = "{code:text, subject:text, zh:text, en:text, article:text|null, remedyZh:text,"
            + " remedyEn:text, rule?:text}";

    /** What came first on a unit: a case that waits in front, or what entered the unit since. */
    private static final String BEFORE =
            "{unit:text, number:text, district?:text, state?:text, stage:text, time:integer, way:text}";

    private static final String BATCH = "{id:text, state:text, started:integer, finished:integer|null, total:integer,"
            + " done:integer, refused:integer, rate:integer, remainingSeconds:integer|null}";
    private static final String TRACE_LINK = "{id:text, by:text, created:integer, expires:integer";

    private static final String ITEM = "{district:text, number:text, state:text, mode:text, kinds:[text], units:[text],"
            + " applied:integer, due:integer|null, automatic:boolean, waitsForPerson:boolean, reasons:[" + REASON
            + "], height:integer, time:integer}";
    private static final String APPLICATION = "{district:text, number?:text, mode:text, applicants:[any], items:[any],"
            + " materials:[any], exemption?:text, linked?:[text], authority?:any}";
    private static final String RULE =
            "{rule:text, severity:text, zh:text, en:text, article:text, remedyZh:text, remedyEn:text}";
    private static final String DECIDED = "{district:text, number:text, state:text|null, result:any, position:integer,"
            + " height:integer, receipt:text}";
    private static final String SAID = "{state:text|null, result:any, position:integer, height:integer, receipt:text}";

    private CaseOperations() {}

    static List<Operation> all() {
        return List.of(
                json(
                        "caseKinds",
                        "GET",
                        "/case-kinds",
                        "登记类型 · kinds of registration and what each needs",
                        "{items:[{kind:text, subkind:text, modes:[text], levels:integer, days:integer,"
                                + " noticeDays:integer, inspection:boolean, certificate:text, fee:text,"
                                + " automatic:boolean, fields:[{name:text, optional:boolean}], materials:[text],"
                                + " article:text}]}"),
                json(
                        "cases",
                        "GET",
                        "/cases",
                        "业务列表 · cases by what is due",
                        "{items:[" + ITEM + "], total:integer, next:text|null, exact:boolean}",
                        "text",
                        "district",
                        "state",
                        "waiting",
                        "sort",
                        "cursor",
                        "limit"),
                json("caseApply", "POST", "/cases", "申请 · apply", DECIDED)
                        .taking(APPLICATION)
                        .upTo(MAXIMUM_APPLICATION)
                        .answering(201),
                json(
                                "caseCheck",
                                "POST",
                                "/case-checks",
                                "申请预检 · what would be said to an application, before it is made",
                                "{refusal:any, outcomes:[" + RULE + "]}")
                        .taking(APPLICATION)
                        .upTo(MAXIMUM_APPLICATION),
                json(
                                "case",
                                "GET",
                                "/cases/{caseDistrict}/{caseNumber}",
                                "业务详情与办理轨迹 · a case and its trace",
                                "{case:any, application:any, trace:[any], reasons:[" + REASON + "], before:[" + BEFORE
                                        + "]}")
                        .atHeight(),
                json(
                                "caseStep",
                                "POST",
                                "/cases/{caseDistrict}/{caseNumber}/steps/{step}",
                                "办理一步 · one step of the case",
                                DECIDED)
                        .takingBytes(MAXIMUM_APPLICATION, "application/json"),
                json(
                        "casePeople",
                        "GET",
                        "/cases/{caseDistrict}/{caseNumber}/people",
                        "业务当事人（留痕） · who applies and who is to hold, leaves a record",
                        "{items:[{party:text, name:text|null, idType:text|null, idNumber:text|null, erased:boolean}],"
                                + " total:integer, next:text|null}",
                        "purpose"),
                json(
                        "caseBatches",
                        "GET",
                        "/case-batches",
                        "本人的批量任务 · one's own batches",
                        "{items:[" + BATCH + "], total:integer, next:text|null}"),
                json(
                                "caseBatchStart",
                                "POST",
                                "/case-batches",
                                "批量申请或批量办理 · many applications, or many steps, as a job",
                                BATCH)
                        .taking("{applications?:[any], steps?:[any]}")
                        .upTo(MAXIMUM_BATCH)
                        .answering(202),
                json("caseBatch", "GET", "/case-batches/{id}", "批量任务进度 · how a batch stands", BATCH),
                json(
                        "caseBatchReport",
                        "GET",
                        "/case-batches/{id}/report",
                        "批量任务报告 · what became of each",
                        "{items:[{district:text, number:text, state:text|null, code:text|null, text:text|null,"
                                + " textEn:text|null, article:text|null, position:integer}], total:integer, next:text|null}",
                        "cursor",
                        "limit"),
                json("caseBatchStop", "POST", "/case-batches/{id}/stop", "停止批量任务 · stop a batch", BATCH),
                json("caseBatchResume", "POST", "/case-batches/{id}/resume", "继续批量任务 · resume a batch", BATCH),
                json(
                        "caseTraceLinks",
                        "GET",
                        "/cases/{caseDistrict}/{caseNumber}/trace-links",
                        "有效的查询码 · the secrets that open the trace to its holder",
                        "{items:[" + TRACE_LINK + "}], total:integer, next:text|null}"),
                json(
                                "caseTraceLinkCreate",
                                "POST",
                                "/cases/{caseDistrict}/{caseNumber}/trace-links",
                                "发放查询码（只显示一次） · hand out a secret that opens the trace, shown once",
                                TRACE_LINK + ", secret:text}")
                        .taking("{days?:integer}")
                        .answering(201),
                json(
                                "caseTraceLinkRevoke",
                                "DELETE",
                                "/cases/{caseDistrict}/{caseNumber}/trace-links/{id}",
                                "收回查询码 · take a secret back",
                                "any")
                        .answeringNothing(),
                json(
                                "trace",
                                "POST",
                                "/traces",
                                "凭业务号和查询码查看办理轨迹 · the trace of one's own case, by number and secret",
                                "{district:text, number:text, state:text, mode:text, kinds:[text], units:[text],"
                                        + " applied:integer, due:integer|null, steps:[{stage:text, time:integer,"
                                        + " height:integer, position:integer, organisation:text, level?:integer,"
                                        + " outcome?:text, reason?:text, overdue?:boolean, automatic?:boolean}],"
                                        + " expires:integer, proof:text}")
                        .taking("{district:text, number:text, secret:text}"),
                bytes(
                        "caseProof",
                        "/cases/{caseDistrict}/{caseNumber}/proof",
                        "业务全流程证明 · the proof of the case with all its steps",
                        "application/vnd.titlechain.proof"),
                json(
                                "caseDocumentPut",
                                "POST",
                                "/cases/{caseDistrict}/{caseNumber}/documents",
                                "存入材料 · keep a document",
                                "{document:text, size:integer}")
                        .takingBytes(MAXIMUM_DOCUMENT, "application/octet-stream")
                        .answering(201),
                bytes(
                        "caseDocument",
                        "/cases/{caseDistrict}/{caseNumber}/documents/{document}",
                        "取出材料（留痕） · a document, leaves a record",
                        "application/octet-stream",
                        "purpose"),
                json("officeCalendar", "POST", "/office/calendar", "工作日历 · the calendar of a year", SAID)
                        .taking("{year:integer, holidays:[text], workdays:[text]}"),
                json("officeNumbering", "POST", "/office/numbering", "证号规则 · how certificates are numbered", SAID)
                        .taking("{district:text, prefix:text, county:text}"));
    }
}
