package org.titlechain.contract.finding;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.ListValue;
import org.titlechain.codec.Value.MapValue;

/** Collects the findings of one message, each once, in the order of the rules. */
public final class Findings {
    private static final MapValue NO_FACTS = Value.map().build();

    private final FindingCatalogue catalogue;
    private final List<Finding> findings = new ArrayList<>();

    public Findings(FindingCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Adds the finding with its facts; never personal data. */
    public void add(FindingCode code, String subject, MapBuilder facts) {
        add(code, subject, facts.build());
    }

    /** Adds the finding without facts. */
    public void add(FindingCode code, String subject) {
        add(code, subject, NO_FACTS);
    }

    /** Adds the finding with one fact. */
    public void add(FindingCode code, String subject, String fact, String value) {
        add(code, subject, Value.map().put(fact, value));
    }

    private void add(FindingCode code, String subject, MapValue facts) {
        Finding finding = new Finding(catalogue.entry(code), subject, facts);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** The findings as they stand on the ledger. */
    public ListValue toValue() {
        return Value.list(findings.stream().map(Finding::toValue).toList());
    }
}
