package org.titlechain.simulator;

import java.util.List;

/**
 * What went wrong.
 *
 * @param step the place of the step that showed it
 * @param sort {@code decision}, {@code register} or {@code exception}: what stays the same while a story is shrunk
 * @param details one sentence each
 */
public record Violation(int step, String sort, List<String> details) {
    public Violation {
        details = List.copyOf(details);
    }

    /** Whether the other is wrong in the same way: a decision in the same words, or the register in any. */
    boolean isLike(Violation other) {
        return sort.equals(other.sort)
                && (sort.equals("register") || shape(details.getFirst()).equals(shape(other.details.getFirst())));
    }

    private static String shape(String detail) {
        return detail.replaceAll("[0-9]+", "");
    }
}
