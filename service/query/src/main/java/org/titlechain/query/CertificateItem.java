package org.titlechain.query;

/**
 * A certificate or proof in a list.
 *
 * @param number as sent
 * @param kind {@code certificate} or {@code proof}
 * @param state {@code live} or {@code ended}
 */
public record CertificateItem(
        String number, String kind, String state, String unit, String right, String message, long height, long time) {}
