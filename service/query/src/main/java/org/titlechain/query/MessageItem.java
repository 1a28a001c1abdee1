package org.titlechain.query;

import java.util.List;

/**
 * An access message in a list.
 *
 * @param kind the registration's kind in words
 * @param caseNumber the business number of the head
 * @param registered the creation time of the head, as sent
 * @param time of the block that recorded it, in ms
 * @param findings how many
 * @param severity of the worst finding; empty without findings
 * @param supplement whether it was sent later than it should, or again
 * @param position of its leaf
 */
public record MessageItem(
        String messageId,
        String recType,
        String kind,
        String caseNumber,
        List<String> units,
        String district,
        String registered,
        long time,
        long height,
        int findings,
        String severity,
        boolean supplement,
        long position) {
    public MessageItem {
        units = List.copyOf(units);
    }
}
