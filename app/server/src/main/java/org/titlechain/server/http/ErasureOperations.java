package org.titlechain.server.http;

import static org.titlechain.server.http.Operation.json;

import java.util.List;

/** The operations on the erasure of people. */
final class ErasureOperations {
    private ErasureOperations() {}

    static List<Operation> all() {
        return List.of(
                json(
                        "erasures",
                        "GET",
                        "/erasures",
                        "个人信息销毁记录 · whose personal data were erased",
                        Operations.list("{party:text, grounds:text, kept:integer, version:integer, height:integer,"
                                + " time:integer, position:integer, signer:text|null, organisation:text|null}")),
                json(
                                "personErase",
                                "POST",
                                "/erasures",
                                "销毁个人信息（不可恢复） · destroy the key of a person's data, for ever",
                                "{party:text, messages:integer, position:integer, height:integer, receipt:text|null}")
                        .taking("{party:text, grounds:text}"));
    }
}
