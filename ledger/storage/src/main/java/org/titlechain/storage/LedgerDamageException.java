package org.titlechain.storage;

import java.io.IOException;

/** Data that was acknowledged is damaged. Nothing is repaired by guessing: whoever meets this stops. */
public final class LedgerDamageException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    public LedgerDamageException(Finding finding) {
        super(finding.toString());
        this.finding = finding;
    }

    /** What is damaged, and where. */
    public Finding finding() {
        return finding;
    }
}
