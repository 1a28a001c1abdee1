package org.titlechain.query;

import java.util.List;
import java.util.Optional;

/**
 * Some items of a list.
 *
 * @param items in the order asked for
 * @param total how many there are; a lower bound unless {@code exact}
 * @param exact whether {@code total} was counted to the end
 * @param next what to ask the following items with; empty at the end
 */
public record Page<T>(List<T> items, long total, boolean exact, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
