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

    private static final String ITEM = "{district:text, number:text, state:text, mode:text, kinds:[text], units:[text],"
            + " applied:integer, due:integer|null, automatic:boolean, waitsForPerson:boolean, reasons:[{code:text, subject:text}], height:integer,"
            + " time:integer}";
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
                                "{case:any, application:any, trace:[any]}")
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
