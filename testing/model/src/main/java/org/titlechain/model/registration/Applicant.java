package org.titlechain.model.registration;

/**
 * Somebody who applies.
 *
 * @param party an invented name
 * @param side {@code holder}, {@code obligor} or {@code third}
 */
public record Applicant(String party, String side) {}
