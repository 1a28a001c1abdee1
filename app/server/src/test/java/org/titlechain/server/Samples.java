package org.titlechain.server;

import java.util.Map;
import org.titlechain.server.http.Operation;
import org.titlechain.server.http.Parameters;

/** A value of the right form for every path variable and required parameter. */
final class Samples {
    static final String UNIT = "999901001002GB00014F00220045";

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("id", "unknown"),
            Map.entry("unit", UNIT),
            Map.entry("parcelCode", "999901001002GB00014"),
            Map.entry("height", "1"),
            Map.entry("position", "0"),
            Map.entry("entry", "0".repeat(64)),
            Map.entry("number", "1"),
            Map.entry("date", "2026-11-21"),
            Map.entry("secret", "x".repeat(43)),
            Map.entry("name", "nobody"),
            Map.entry("caseDistrict", "999901"),
            Map.entry("caseNumber", "20261121-00000001"),
            Map.entry("step", "accept"),
            Map.entry("pack", "national"),
            Map.entry("contract", "national"),
            Map.entry("packVersion", "1"),
            Map.entry("with", "1"),
            Map.entry("keyId", "0".repeat(64)),
            Map.entry("member", "province"),
            Map.entry("document", "0".repeat(64)),
            Map.entry("key", "chain"),
            Map.entry("purpose", "case-review"),
            Map.entry("old", "1"),
            Map.entry("new", "1"),
            Map.entry("chain", "unknown"));

    private Samples() {}

    static String of(String name) {
        String value = VALUES.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no sample for " + name);
        }
        return value;
    }

    /** The operation's path and required query with values of the right form. */
    static String path(Operation operation) {
        String path = operation.path();
        for (String variable : operation.variables()) {
            path = path.replace("{" + variable + "}", of(variable));
        }
        StringBuilder query = new StringBuilder();
        for (String parameter : operation.parameters()) {
            if (Parameters.named(parameter).required()) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter)
                        .append('=')
                        .append(of(parameter));
            }
        }
        return path + query;
    }
}
