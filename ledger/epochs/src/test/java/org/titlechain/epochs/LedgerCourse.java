package org.titlechain.epochs;

import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.EngineBinding;
import org.titlechain.contract.governance.GovernanceContract;
import org.titlechain.kernel.Ledger;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Checkpoint;

/** What a member's replay says about the chain's engines. */
final class LedgerCourse implements Course {
    private final Ledger ledger;

    LedgerCourse(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public long height() {
        return ledger.status().height();
    }

    private Checkpoint last() {
        return Checkpoint.parse(ledger.checkpoint()).checkpoint();
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
        StateView state = key -> ledger.find(key)
                .map(version -> CanonicalDecoder.decode(version.value()).asMap());
        EngineBinding binding = EngineBinding.at(state, height + 1);
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
