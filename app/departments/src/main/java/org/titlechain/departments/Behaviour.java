package org.titlechain.departments;

import java.time.Duration;
import java.util.Optional;

/**
 * How a department that is played behaves.
 *
 * @param delay how long it takes from seeing a case to speaking
 * @param failures of a hundred attempts to speak, how many come to nothing and are tried again
 * @param contradicted the end of the numbers of those cases about which its second office denies what it confirms
 */
public record Behaviour(Duration delay, int failures, Optional<String> contradicted) {
    /** Speaks at once, and confirms everything. */
    public static final Behaviour OBLIGING = new Behaviour(Duration.ZERO, 0, Optional.empty());

    boolean contradicts(String number) {
        return contradicted.filter(number::endsWith).isPresent();
    }
}
