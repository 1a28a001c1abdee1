package org.titlechain.server.http;

import static org.titlechain.server.http.Operation.bytes;
import static org.titlechain.server.http.Operation.json;

import java.util.List;

/**
 * The table of all operations: routes, authorisation matrix, OpenAPI document and tests are made from or held against
 * it.
 */
public final class Operations {
    /** Bytes of an access message at most. */
    public static final long MAXIMUM_MESSAGE = 8L << 20;

    /** Bytes of an archive of messages at most. */
    public static final long MAXIMUM_ARCHIVE = 2L << 30;

    private static final String FINDING =
            "{code:text, severity:text, text:text, textEn:text, remedy:text|null, remedyEn:text|null,"
                    + " article:text|null,"
                    + " subject:text|null, fields:[text], facts:any}";
    private static final String RECORDED = "{messageId:text, decision:text, kind:text|null, units:[text], findings:["
            + FINDING + "], receipt:text," + " receipts:[text], position:integer, height:integer, entry:text}";
    private static final String ACCOUNT =
            "{name:text, roles:[text], language:text, locked:boolean, created:integer, lastSignIn:integer|null}";
    private static final String SESSION = "{account:{name:text, roles:[text], language:text}, rights:[text]";
    private static final String TOKEN =
            "{id:text, name:text, account:text, roles:[text], created:integer, expires:integer|null}";
    private static final String IMPORT =
            "{id:text, state:text, by:text, started:integer, finished:integer|null, total:integer, done:integer,"
                    + " recorded:integer, repeated:integer, refused:integer, failed:integer, rate:integer,"
                    + " remainingSeconds:integer|null}";
    private static final String LEAF =
            "{position:integer, height:integer, time:integer, entry:text, index:integer, key:text, signer:text|null,"
                    + " organisation:text|null, type:text|null, accepted:boolean, code:text|null, writes:[any],"
                    + " command:any, decision:any, digest:text}";
    private static final String BLOCK =
            "{height:integer, time:integer, entries:integer, commands:integer, refused:integer, logSize:integer,"
                    + " logRoot:text, stateRoot:text}";
    private static final String UNIT =
            "{unit:text, location:text|null, kind:text, state:text, district:text, parcel:text,"
                    + " areaSquareCentimetres:integer|null, use:text|null, rights:integer, restrictions:[text], lapsed:[text],"
                    + " certificates:[text], version:integer, updated:{height:integer, time:integer}}";
    private static final String MESSAGE =
            "{messageId:text, recType:text, kind:text|null, case:text|null, units:[text], district:text,"
                    + " registered:integer|null, uploadTime:integer, height:integer,"
                    + " position:integer, findings:integer, severity:text|null, supplement:boolean}";
    private static final String SEARCH = "{kind:text, units:[" + UNIT + "], messages:[" + MESSAGE
            + "], certificates:[{number:text, kind:text, state:text, unit:text, message:text, height:integer,"
            + " time:integer}], cases:[{district:text, number:text, units:[text], messages:[text], steps:integer,"
            + " state:text, height:integer, time:integer}], holders:[" + UNIT + "]}";
    private static final String DAY =
            "{day:text, messages:integer, units:integer, certificates:integer, findings:integer}";
    private static final String HOME = "{height:integer, blocks:integer, entries:integer, commands:integer,"
            + " refused:integer, messages:integer, units:integer, certificates:integer,"
            + " findings:{severe:integer, serious:integer, ordinary:integer, note:integer}, cases:{applied:integer, entered:integer,"
            + " automatic:integer, byState:[{state:text, count:integer}]}, today:" + DAY
            + ", series:[" + DAY + "], byKind:[{kind:text, count:integer}], byDistrict:[{district:text,"
            + " count:integer}], byKindOfUnit:[{kind:text, count:integer}], node:{chain:text, height:integer,"
            + " engine:text, waiting:integer, accepting:boolean, stopped:boolean, detail:text}}";
    private static final String DAILY_LOG = "{district:text, day:text, registeredCounts:any, acceptedCounts:any,"
            + " registered:[{case:text, registrationType:text, rightType:text, unit:text, message:text}]}";
    private static final String DAILY_LOG_DIFFERENCES =
            "{items:[{district:text, day:text, differences:[{kind:text, subject:text, ours:text, theirs:text,"
                    + " text:text, textEn:text}]}]}";
    private static final String SYSTEM = "{version:text, java:text,"
            + " ledger:{chain:text, height:integer, logSize:integer, stateKeys:integer, detail:text},"
            + " engine:{name:text, height:integer, waiting:integer, accepting:boolean, detail:text},"
            + " projection:{generation:integer, position:integer, logSize:integer, rebuild:integer|null,"
            + " trouble:text|null}, automaticDesk?:{failures:integer, trouble:text|null}, configuration:any, disk:{totalBytes:integer, freeBytes:integer},"
            + " memory:{usedBytes:integer, maximumBytes:integer}}";
    private static final String[] RECORD_CONDITIONS = {
        "key", "uploader", "organisation", "dataSource", "chainType", "from", "to", "cursor", "limit"
    };

    private Operations() {}

    static String list(String item) {
        return "{items:[" + item + "], total:integer, next:text|null, exact?:boolean}";
    }

    /** All operations, in the order of the document. */
    public static List<Operation> all() {
        return java.util.stream.Stream.of(
                        open(),
                        accounts(),
                        messages(),
                        register(),
                        CaseOperations.all(),
                        GovernanceOperations.all(),
                        RulePackOperations.all(),
                        EntitlementOperations.all(),
                        ShareOperations.all(),
                        ErasureOperations.all(),
                        ledger(),
                        work(),
                        system())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Operation> open() {
        return List.of(
                json(
                        "health",
                        "GET",
                        "/health",
                        "节点状态 · whether the node is ready",
                        "{status:text, chain:text, height:integer, contract:integer, version:text}"),
                bytes("trust", "/trust", "信任文件 · the members' keys", "application/json"),
                bytes("checkpoint", "/checkpoint", "最新检查点 · the newest checkpoint", "text/plain"),
                bytes("openapi", "/openapi.json", "接口文档 · this document", "application/json"),
                json("cspReport", "POST", "/csp-reports", "浏览器安全报告 · reports of browsers", "any")
                        .takingBytes(16 * 1024, "application/reports+json", "application/csp-report")
                        .answeringNothing(),
                json(
                        "setupState",
                        "GET",
                        "/setup",
                        "是否需要首次设置 · whether the first administrator is missing",
                        "{needed:boolean}"),
                json("setup", "POST", "/setup/{secret}", "创建首位系统管理员 · create the first administrator", ACCOUNT)
                        .taking("{name:text, password:text, language?:text}")
                        .answering(201),
                json("signIn", "POST", "/session", "登录 · sign in", SESSION + ", expires:integer}")
                        .taking("{name:text, password:text}"));
    }

    private static List<Operation> accounts() {
        return List.of(
                json("session", "GET", "/session", "当前会话 · who is signed in", SESSION + ", expires:integer|null}"),
                json("signOut", "DELETE", "/session", "退出 · sign out", "any").answeringNothing(),
                json("accounts", "GET", "/accounts", "账户列表 · accounts", list(ACCOUNT)),
                json("accountCreate", "POST", "/accounts", "新建账户 · create an account", ACCOUNT)
                        .taking("{name:text, password:text, roles:[text], language?:text}")
                        .answering(201),
                json("accountChange", "PATCH", "/accounts/{name}", "修改账户 · change an account", ACCOUNT)
                        .taking("{password?:text, roles?:[text], language?:text, locked?:boolean}"),
                json("tokens", "GET", "/tokens", "接口令牌 · API tokens", list(TOKEN)),
                json(
                                "tokenCreate",
                                "POST",
                                "/tokens",
                                "新建令牌（只显示一次） · create a token, shown once",
                                "{id:text, name:text, account:text, roles:[text], created:integer, expires:integer|null,"
                                        + " token:text}")
                        .taking("{name:text, roles?:[text], days?:integer}")
                        .answering(201),
                json("tokenRevoke", "DELETE", "/tokens/{id}", "吊销令牌 · revoke a token", "any")
                        .answeringNothing());
    }

    private static List<Operation> messages() {
        return List.of(
                json("messageRecord", "POST", "/access-messages", "接入报文上链 · record an access message", RECORDED)
                        .takingBytes(MAXIMUM_MESSAGE, "application/xml", "text/xml", "application/octet-stream")
                        .answering(200, 201),
                json(
                        "messages",
                        "GET",
                        "/access-messages",
                        "报文列表 · messages",
                        list(MESSAGE),
                        "text",
                        "district",
                        "recType",
                        "from",
                        "to",
                        "withFindings",
                        "cursor",
                        "limit"),
                json(
                                "message",
                                "GET",
                                "/access-messages/{id}",
                                "报文详情 · one message",
                                "{messageId:text, recType:text|null, kind:text|null, units:[text], layout:text, head:any,"
                                        + " rows:[any], source:any, findings:[" + FINDING + "], position:integer,"
                                        + " height:integer, time:integer, entry:text, signer:text|null,"
                                        + " organisation:text|null, supersedes:text|null}")
                        .atHeight(),
                bytes(
                        "messageReceipt",
                        "/access-messages/{id}/receipt",
                        "回执 · the receipt",
                        "application/octet-stream"),
                bytes("messageReply", "/access-messages/{id}/reply", "响应报文 · the reply message", "application/xml"),
                bytes(
                        "messageContent",
                        "/access-messages/{id}/content",
                        "报文原文 · the message as sent",
                        "application/octet-stream",
                        "purpose"));
    }

    private static List<Operation> register() {
        String change = "{path:text, old:any, new:any}";
        return List.of(
                json(
                        "units",
                        "GET",
                        "/units",
                        "不动产单元列表 · units",
                        list(UNIT),
                        "text",
                        "district",
                        "parcel",
                        "kind",
                        "restricted",
                        "sort",
                        "cursor",
                        "limit"),
                json("unit", "GET", "/units/{unit}", "登记簿页 · the register sheet", "any", "at")
                        .atHeight(),
                json(
                                "unitHistory",
                                "GET",
                                "/units/{unit}/history",
                                "登记簿历史 · the history of the sheet",
                                list(
                                        "{version:integer, height:integer, time:integer, position:integer, message:text|null,"
                                                + " signer:text|null, organisation:text|null, sheet:any, changes:["
                                                + change + "]}"),
                                "cursor",
                                "limit")
                        .atHeight(),
                bytes(
                        "unitProof",
                        "/units/{unit}/proof",
                        "权属证明（也可证明不存在） · the title proof, or the proof of absence",
                        "application/vnd.titlechain.proof"),
                json(
                        "unitHolders",
                        "GET",
                        "/units/{unit}/holders",
                        "权利人（留痕） · holders, leaves a record",
                        list("{party:text, right:text, name:text|null, idType:text|null, idNumber:text|null,"
                                + " share:any, order:integer, fields:any, erased:boolean, heldBy:text|null}"),
                        "purpose"),
                json("parcel", "GET", "/parcels/{parcelCode}", "宗地 · the parcel sheet", "any")
                        .atHeight(),
                json("search", "GET", "/search", "综合检索 · search by any fragment", SEARCH, "text", "limit"),
                json(
                                "searchHolders",
                                "POST",
                                "/search",
                                "含权利人的检索 · search that may name persons, not in an address",
                                SEARCH)
                        .taking("{text:text, purpose?:text, limit?:integer}"),
                json(
                        "records",
                        "GET",
                        "/records",
                        "上链记录查询 · records on the ledger",
                        list("{key:text, version:integer, uploadTime:integer, uploader:text|null,"
                                + " organisation:text|null, dataSource:text|null, chainType:text|null,"
                                + " chainCooperation:text|null, height:integer, position:integer, digest:text}"),
                        optionalKey(RECORD_CONDITIONS)),
                json(
                                "recordDetail",
                                "GET",
                                "/records/detail",
                                "上链记录详情 · one record",
                                "{key:text, version:integer, height:integer, time:integer, position:integer, digest:text,"
                                        + " value:any, leaf:" + LEAF + "}",
                                "key",
                                "version")
                        .atHeight(),
                json(
                                "recordHistory",
                                "GET",
                                "/records/history",
                                "历史变化 · versions, field by field",
                                list(
                                        "{version:integer, height:integer, time:integer, position:integer, signer:text|null,"
                                                + " organisation:text|null, changes:[" + change + "]}"),
                                "key",
                                "cursor",
                                "limit")
                        .atHeight());
    }

    private static String[] optionalKey(String[] names) {
        String[] copy = names.clone();
        copy[0] = "text";
        return copy;
    }

    private static List<Operation> ledger() {
        return List.of(
                json("blocks", "GET", "/blocks", "区块列表 · blocks", list(BLOCK), "cursor", "limit")
                        .atHeight(),
                json(
                                "block",
                                "GET",
                                "/blocks/{height}",
                                "区块 · one block",
                                "{block:" + BLOCK + ", checkpoint:text, leaves:[" + LEAF + "]}")
                        .atHeight(),
                json("leaf", "GET", "/leaves/{position}", "日志叶 · one leaf", LEAF)
                        .atHeight(),
                bytes(
                        "leafReceipt",
                        "/leaves/{position}/receipt",
                        "日志叶的回执 · the receipt of a leaf",
                        "application/octet-stream"),
                bytes("checkpointAt", "/checkpoint/{height}", "历史检查点 · the checkpoint of a height", "text/plain"),
                bytes(
                        "consistency",
                        "/consistency",
                        "一致性证明 · consistency of two checkpoints",
                        "application/octet-stream",
                        "old",
                        "new"),
                json(
                                "entrySubmit",
                                "POST",
                                "/entries",
                                "提交已签名条目 · submit an entry that was signed elsewhere",
                                "{entry:text, height:integer, positions:[integer], decisions:[any], receipts:[text]}")
                        .takingBytes(4L << 20, "application/vnd.titlechain.entry", "application/octet-stream")
                        .answering(200, 201),
                json(
                        "entry",
                        "GET",
                        "/entries/{entry}",
                        "条目的结果 · the outcome of an entry",
                        "{entry:text, height:integer, positions:[integer], decisions:[any], receipts:[text]}"));
    }

    private static List<Operation> work() {
        String finding = "{id:text, code:text, severity:text, text:text, textEn:text, article:text|null,"
                + " subject:text|null, message:text|null, district:text|null, time:integer, height:integer,"
                + " facts:any, fields:[text]}";
        return List.of(
                json(
                        "findings",
                        "GET",
                        "/findings",
                        "监督发现 · findings",
                        list(finding),
                        "severity",
                        "code",
                        "district",
                        "subject",
                        "from",
                        "to",
                        "sort",
                        "cursor",
                        "limit"),
                json(
                        "findingCatalogue",
                        "GET",
                        "/findings/catalogue",
                        "发现目录 · every finding there is",
                        "{items:[{code:text, severity:text, text:text, textEn:text, remedy:text, remedyEn:text,"
                                + " article:text|null, fields:[text]}]}"),
                json("home", "GET", "/statistics/home", "首页统计 · the figures of the home page", HOME, "days"),
                json("imports", "GET", "/imports", "导入任务列表 · imports", list(IMPORT)),
                json("importStart", "POST", "/imports", "上传压缩包导入 · import an archive", IMPORT)
                        .takingBytes(MAXIMUM_ARCHIVE, "application/zip", "application/octet-stream")
                        .answering(202),
                json("import", "GET", "/imports/{id}", "导入任务 · one import", IMPORT),
                json("importStop", "POST", "/imports/{id}/stop", "停止导入 · stop an import", IMPORT),
                json("importResume", "POST", "/imports/{id}/resume", "继续导入 · resume an import", IMPORT),
                json(
                        "importReport",
                        "GET",
                        "/imports/{id}/report",
                        "导入报告 · the report per message",
                        list("{name:text, result:text, messageId:text|null, code:text|null, text:text|null,"
                                + " textEn:text|null, findings:[text]}"),
                        "cursor",
                        "limit"),
                json("dailyLog", "GET", "/daily-logs/{date}", "登簿日志 · the daily register log", DAILY_LOG, "district")
                        .orProducing("application/xml"),
                json(
                                "dailyLogCompare",
                                "POST",
                                "/daily-logs/compare",
                                "登簿日志比对 · compare with a received log",
                                DAILY_LOG_DIFFERENCES)
                        .takingBytes(MAXIMUM_MESSAGE, "application/xml", "text/xml", "application/octet-stream"));
    }

    private static List<Operation> system() {
        return List.of(
                json("system", "GET", "/system", "系统 · node, engine, configuration, disk", SYSTEM),
                json(
                                "backupCreate",
                                "POST",
                                "/backups",
                                "在节点上备份 · make a backup on the node's own disk",
                                "{file:text, bytes:integer, height:integer}")
                        .answering(201),
                json(
                        "queryRebuild",
                        "POST",
                        "/projection/rebuild",
                        "重建检索表 · build the search tables anew",
                        "{generation:integer, position:integer, logSize:integer}"),
                bytes("metrics", "/metrics", "指标 · metrics for operators", "text/plain"));
    }
}
