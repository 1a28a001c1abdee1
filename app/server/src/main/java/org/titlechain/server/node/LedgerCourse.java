package org.titlechain.server.node;

import org.titlechain.contract.governance.EngineBinding;
import org.titlechain.contract.governance.GovernanceContract;
import org.titlechain.epochs.Course;
import org.titlechain.kernel.Ledger;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Checkpoint;

/** What this member's replay says about the chain's engines. */
public final class LedgerCourse implements Course {
    private final Ledger ledger;

    public LedgerCourse(Ledger ledger) {
        this.ledger = ledger;
    }

    private Checkpoint last() {
        return Checkpoint.parse(ledger.checkpoint()).checkpoint();
    }

    @Override
    public long height() {
        return ledger.status().height();
    }

    @Override
    public long time() {
        return last().time();
    }

    @Override
    public byte[] root() {
        return last().contentRoot();
    }

    @Override
    public Binding after(long height) {
        EngineBinding binding = EngineBinding.at(ledger.state(), height + 1);
        return new Binding(binding.epoch(), binding.kind(), binding.from(), binding.frozen(height + 1));
    }

    @Override
    public boolean isDecided(byte[] entryId) {
        return ledger.outcome(entryId).isPresent();
    }

    @Override
    public boolean countsWhileFrozen(Entry entry) {
        return entry.body().commands().stream()
                .allMatch(command ->
                        GovernanceContract.countsWhileFrozen(command.get("type").asText()));
    }
}
