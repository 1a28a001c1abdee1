package org.titlechain.query;

import java.util.List;

/** What a text in the search field leads to: a few of each kind. */
public record SearchAnswer(
        SearchText.Kind guessed,
        List<UnitItem> units,
        List<MessageItem> messages,
        List<CertificateItem> certificates,
        List<CaseItem> cases,
        List<UnitItem> holders) {
    public SearchAnswer {
        units = List.copyOf(units);
        messages = List.copyOf(messages);
        certificates = List.copyOf(certificates);
        cases = List.copyOf(cases);
        holders = List.copyOf(holders);
    }
}
