package org.titlechain.query;

import java.util.Optional;

/**
 * Which messages are wanted; all conditions together.
 *
 * @param text a message id or its last digits, a case number, a unit code; empty for all
 * @param from first block time in ms, inclusive
 * @param to last block time in ms, exclusive
 * @param withFindings only those with findings
 */
public record MessageQuery(
        String text,
        Optional<String> district,
        Optional<String> recType,
        Optional<Long> from,
        Optional<Long> to,
        boolean withFindings) {
    public MessageQuery {
        text = SearchText.clean(text);
        district = district.map(SearchText::clean);
        recType = recType.map(SearchText::clean);
    }

    /** The messages that the text leads to. */
    public static MessageQuery of(String text) {
        return new MessageQuery(text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
