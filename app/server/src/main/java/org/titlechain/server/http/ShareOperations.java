package org.titlechain.server.http;

import static org.titlechain.server.http.Operation.json;

import java.util.List;

/** The operations on personal data between members. */
final class ShareOperations {
    private static final String SAID = "{result:any, position:integer, height:integer, receipt:text}";
    private static final String FETCHED =
            "{items:[{message:text, holder:text|null, kept:integer, code:text|null}], kept:integer}";

    private ShareOperations() {}

    static List<Operation> all() {
        return List.of(
                json(
                        "shares",
                        "GET",
                        "/shares",
                        "个人信息共享授权 · what personal data members give to each other",
                        "{own:text|null, items:[{holder:text, receiver:text, districts:[text], purposes:[text],"
                                + " until:integer, originals:boolean, state:text}]}"),
                json(
                                "shareSet",
                                "POST",
                                "/shares",
                                "授权成员取得本成员的个人信息 · give a member the right to this member's personal data",
                                SAID)
                        .taking("{receiver:text, districts:[text], purposes:[text], until:integer,"
                                + " originals?:boolean}")
                        .answering(201),
                json(
                        "shareWithdraw",
                        "DELETE",
                        "/shares/{member}",
                        "收回共享授权 · take back what was given to a member",
                        SAID),
                json(
                                "unitFetch",
                                "POST",
                                "/units/{unit}/delivery",
                                "从持有成员取得权利人信息（留痕） · fetch the holders' data from the members that hold them",
                                FETCHED)
                        .taking("{purpose:text}"),
                json(
                                "messageFetch",
                                "POST",
                                "/access-messages/{id}/delivery",
                                "从持有成员取得报文中的个人信息（留痕） · fetch what a message says of people from the member that holds it",
                                FETCHED)
                        .taking("{purpose:text, original?:boolean}"));
    }
}
