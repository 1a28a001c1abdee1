package org.titlechain.server.api;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Decision;
import org.titlechain.contract.StateView;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.rules.instrument.CharterElectorate;
import org.titlechain.rules.instrument.RulePacks;

/**
 * What the contract would say to an application if it were made and accepted now: decided over the state as it stands.
 * Nothing is submitted and nothing is kept.
 */
final class CaseCheck {
    /**
     * The key of whoever asks, with the roles of a window whether he has them or not: the question is about the case.
     */
    private static final byte[] WINDOW = new byte[32];

    private static final List<String> ROLES = List.of("acceptor", "applicant");

    private final Ledger ledger;
    private final TitleChainContract contract;

    CaseCheck(Ledger ledger, Suite suite) {
        this.ledger = ledger;
        this.contract = new TitleChainContract(suite.hash(), new RulePacks(suite.hash(), new CharterElectorate()));
    }

    /**
     * The decision on the acceptance, or on the application where that is refused already.
     *
     * @param like the grant of an office's key: organisation and districts are taken from it
     */
    Decision decide(MapValue like, MapValue application, MapValue acceptance, long now) {
        TreeMap<String, Value> grant = new TreeMap<>(like.entries());
        grant.put("roles", Value.texts(ROLES));
        Map<String, MapValue> changed = new HashMap<>();
        changed.put("key/" + HexFormat.of().formatHex(WINDOW), Value.map(grant));
        StateView state = key ->
                Optional.ofNullable(changed.get(key)).or(() -> ledger.find(key).map(LedgerViews::value));
        BlockContext context =
                new BlockContext(ledger.status().chain(), ledger.status().height() + 1, now, new byte[32], 0, WINDOW);
        Decision applied = contract.decide(state, Command.of(application), context);
        if (!(applied instanceof Decision.Accepted accepted)) {
            return applied;
        }
        accepted.changes().forEach(change -> changed.put(change.key(), change.value()));
        return contract.decide(state, Command.of(acceptance), context);
    }
}
