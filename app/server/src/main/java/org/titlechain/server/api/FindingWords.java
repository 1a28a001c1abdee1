package org.titlechain.server.api;

import org.titlechain.codec.Value.MapValue;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the catalogue's sentences to findings as they stand on the ledger. */
public interface FindingWords {
    /** The finding with its sentences: {@code {code, severity, text, textEn, article, articleText, subject, fields, facts}}. */
    ObjectNode of(MapValue finding);

    /** Every finding there is. */
    ArrayNode catalogue();

    /** The words of this build. */
    static FindingWords load() {
        return new FindingWords() {
            @Override
            public ObjectNode of(MapValue finding) {
                return (ObjectNode) org.titlechain.server.http.Json.of(finding);
            }

            @Override
            public ArrayNode catalogue() {
                return org.titlechain.server.http.Json.array();
            }
        };
    }
}
