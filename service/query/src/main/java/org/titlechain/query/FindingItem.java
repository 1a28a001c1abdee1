package org.titlechain.query;

import org.titlechain.codec.Value.MapValue;

/**
 * A supervision finding in a list.
 *
 * @param id position of its leaf and its number there, joined by a hyphen
 * @param finding the whole finding as it is on the ledger ({@code docs/register-model.md})
 */
public record FindingItem(
        String id,
        String code,
        String severity,
        String subject,
        String message,
        String district,
        MapValue finding,
        long height,
        long time,
        long position,
        int item) {}
