package org.titlechain.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a message says, whatever its encoding, spacing and order of attributes.
 *
 * @param layout the generation of the data layout
 * @param head texts by element name, as sent, in the order sent
 * @param rows the rows in the order sent, exact duplicates removed
 */
public record MessageContent(Layout layout, SequencedMap<String, String> head, List<Row> rows) {
    public MessageContent {
        head = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(head));
        rows = List.copyOf(rows);
    }

    /**
     * The head element's text without white space around it; empty when absent or {@code /}, which senders use for it.
     */
    public String head(String element) {
        String text = head.get(element);
        if (text == null) {
            return "";
        }
        String stripped = text.strip();
        return stripped.equals("/") ? "" : stripped;
    }

    /** Says how much there is and nothing of it. */
    @Override
    public String toString() {
        return "MessageContent[" + layout + ", " + head.size() + " head elements, " + rows.size() + " rows]";
    }
}
