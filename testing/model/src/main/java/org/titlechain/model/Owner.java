package org.titlechain.model;

import org.jspecify.annotations.Nullable;

/**
 * Who holds a right, and how much of it.
 *
 * @param party an invented name
 * @param share null where the holders hold jointly or one holds alone
 */
public record Owner(String party, @Nullable Fraction share) {
    @Override
    public String toString() {
        return share == null ? party : party + " " + share;
    }
}
