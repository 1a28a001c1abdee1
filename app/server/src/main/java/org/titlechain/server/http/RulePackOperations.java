package org.titlechain.server.http;

import static org.titlechain.server.http.Operation.bytes;
import static org.titlechain.server.http.Operation.json;

import java.util.List;

/** The operations of rule packs and of the list of contracts. */
final class RulePackOperations {
    /** Bytes of a pack's text in JSON at most. */
    private static final long MAXIMUM_PACK = 1L << 20;

    /** Bytes of a trial with its cases at most. */
    private static final long MAXIMUM_TRIAL = 4L << 20;

    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private static final String VERSION = "{version:integer, state:text, digest:text, proposed:integer, by:text|null}";
    private static final String PACK = "{pack:text, jurisdiction:text, level:text, titleZh:text, titleEn:text,"
            + " active:integer|null, newest:integer, versions:[" + VERSION + "]}";
    private static final String SAID =
            "{pack:text, version:integer, state:text, result:any, position:integer, height:integer, receipt:text}";
    private static final String CONTRACT = "{id:text, chain:text, name:text, nameEn:text, version:integer, state:text,"
            + " kind:text, dataSource:text, creator:text|null, time:integer}";

    private RulePackOperations() {}

    static List<Operation> all() {
        return List.of(
                json("rulePacks", "GET", "/rule-packs", "规则包列表 · rule packs", "{items:[" + PACK + "]}"),
                json(
                        "ruleFacts",
                        "GET",
                        "/rule-facts",
                        "规则可用的事实 · the facts that rules may ask for",
                        "{items:[{name:text, type:text, zh:text, en:text}]}"),
                json(
                        "rulePack",
                        "GET",
                        "/rule-packs/{pack}/{packVersion}",
                        "规则包版本 · a version of a rule pack",
                        "{pack:any, digest:text, yaml:text, adoption:any, cases:[text]}"),
                bytes(
                        "rulePackDownload",
                        "/rule-packs/{pack}/{packVersion}/yaml",
                        "下载规则包 · a version as text",
                        "application/yaml"),
                json(
                        "rulePackCompare",
                        "GET",
                        "/rule-packs/{pack}/{packVersion}/differences",
                        "版本比对 · what another version says differently",
                        "{items:[{place:text, before:any, after:any}]}",
                        "with"),
                json(
                                "rulePackCheck",
                                "POST",
                                "/rule-pack-checks",
                                "检查规则包 · whether a pack could be proposed",
                                "{valid:boolean, defect:text|null, place:text|null, detail:text|null, pack:any}")
                        .takingBytes(MAXIMUM_PACK, YAML, JSON),
                json(
                                "rulePackTry",
                                "POST",
                                "/rule-pack-trials",
                                "以往业务试算 · what past cases would be decided otherwise",
                                "{tried:integer, changed:[{case:text, kind:text, moment:text, before:text|null,"
                                        + " after:text|null, rules:[{rule:text, before:text|null, after:text|null}]}]}")
                        .takingBytes(MAXIMUM_TRIAL, YAML, JSON),
                json("rulePackPropose", "POST", "/rule-packs", "提案 · propose a version", SAID)
                        .takingBytes(MAXIMUM_PACK, YAML, JSON)
                        .answering(201),
                json("rulePackVote", "POST", "/rule-packs/{pack}/{packVersion}/votes", "表决 · vote", SAID)
                        .taking("{approve:boolean}"),
                json(
                                "rulePackActivate",
                                "POST",
                                "/rule-packs/{pack}/{packVersion}/activation",
                                "启用 · activate a version that was accepted",
                                SAID)
                        .taking("{}"),
                json(
                                "rulePackRetire",
                                "POST",
                                "/rule-packs/{pack}/{packVersion}/retirement",
                                "提请停用 · ask for its end",
                                SAID)
                        .taking("{reason:text}"),
                json("contracts", "GET", "/contracts", "智能合约列表 · contracts", "{items:[" + CONTRACT + "]}"),
                json(
                        "contract",
                        "GET",
                        "/contracts/{contract}/{packVersion}",
                        "查看合约 · a contract, readable",
                        "{contract:" + CONTRACT + ", source:text, rules:[{id:text, zh:text, en:text, article:text|null,"
                                + " condition:text|null, severity:text|null, remedyZh:text, remedyEn:text}]}"),
                bytes(
                        "contractDownload",
                        "/contracts/{contract}/{packVersion}/source",
                        "下载合约 · a contract's source",
                        "application/octet-stream"));
    }
}
