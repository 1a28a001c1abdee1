package org.titlechain.query;

import java.util.Optional;
import org.titlechain.query.QueryException.Reason;

/**
 * Which part of a list is wanted.
 *
 * @param cursor what the page before said comes next; empty for the first page
 * @param limit items, 1 to {@link #MAXIMUM}
 */
public record Paging(Optional<String> cursor, int limit) {
    /** The most items on a page. */
    public static final int MAXIMUM = 200;

    public Paging {
        if (limit < 1 || limit > MAXIMUM) {
            throw new QueryException(Reason.CONDITION_INVALID, "a page has 1 to " + MAXIMUM + " items");
        }
    }

    /** The first items. */
    public static Paging first(int limit) {
        return new Paging(Optional.empty(), limit);
    }
}
