package org.titlechain.rules.fact;

import java.util.List;
import java.util.Map;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** What departments state about a case or its unit; a department that said nothing is known to have said nothing. */
final class DepartmentFacts {
    private static final List<String> STATED = List.of(
            "marital-status",
            "heirs",
            "deed-tax",
            "contract-filed",
            "completion",
            "loan-contract",
            "debt-ended",
            "judgment",
            "seizure-order",
            "suit-filed",
            "company-merger",
            "survey",
            "fee-paid");

    private DepartmentFacts() {}

    static void derive(MapValue told, Map<String, Value> facts) {
        for (String stated : STATED) {
            facts.put("department." + camelCase(stated), Value.of(outcome(told, stated)));
        }
    }

    /** {@code confirmed}, {@code denied}, {@code contradicted} or {@code absent}. */
    static String outcome(MapValue told, String fact) {
        return told.find(fact)
                .flatMap(value -> value.asMap().find("outcome"))
                .map(Value::asText)
                .orElse("absent");
    }

    private static String camelCase(String words) {
        StringBuilder joined = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            joined.append(upper ? Character.toUpperCase(c) : c == '-' ? "" : String.valueOf(c));
            upper = c == '-';
        }
        return joined.toString();
    }
}
