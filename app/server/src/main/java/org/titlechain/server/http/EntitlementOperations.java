package org.titlechain.server.http;

import static org.titlechain.server.http.Operation.json;

import java.util.List;

/** The operations on keys of the chain, and what departments need beside them. */
final class EntitlementOperations {
    private static final String KEY = "{id:text, name:text, organisation:text, roles:[text], districts:[text],"
            + " from:integer|null, until:integer|null, revoked:boolean}";
    private static final String SAID = "{result:any, position:integer, height:integer, receipt:text}";

    private EntitlementOperations() {}

    static List<Operation> all() {
        return List.of(
                json(
                        "keys",
                        "GET",
                        "/keys",
                        "链上密钥 · keys that are granted on the chain",
                        "{items:[" + KEY + "], next:text|null}",
                        "cursor",
                        "limit"),
                json("keyGrant", "POST", "/keys", "授予密钥 · grant a key", SAID)
                        .taking("{key:text, name:text, organisation:text, roles:[text], districts:[text],"
                                + " from?:integer, until?:integer}")
                        .answering(201),
                json("keyRevoke", "POST", "/keys/{keyId}/revocation", "撤销密钥 · revoke a key", SAID)
                        .taking("{reason:text}"),
                json(
                        "factKinds",
                        "GET",
                        "/fact-kinds",
                        "部门事实 · facts that departments may state",
                        "{items:[{fact:text, role:text, about:text, materials:[text]}]}"),
                json(
                        "caseFacts",
                        "GET",
                        "/cases/{caseDistrict}/{caseNumber}/facts",
                        "业务等待的事实 · facts that a case waits for, and what departments said",
                        "{complete:boolean, appliedFor:text, commitment:text, items:[{fact:text, role:text, about:text, outcome:text|null,"
                                + " statements:[{organisation:text, outcome:text, time:integer,"
                                + " until:integer|null}]}]}"));
    }
}
