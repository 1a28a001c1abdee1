package org.titlechain.contract.governance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.crypto.Suite;

/**
 * The beginning of a chain. One that begins with version 2 or later has a charter and an engine from its first block;
 * an older one gives itself a charter before it votes for the first time.
 */
final class GenesisCommand {
    private static final int FIRST_WITH_CHARTER = 2;
    private static final int QUORUM_NUMERATOR = 2;
    private static final int QUORUM_DENOMINATOR = 3;

    private final Holders holders;

    GenesisCommand(Holders holders) {
        this.holders = holders;
    }

    Decision decide(StateView state, MapValue body, BlockContext context) {
        if (state.find(GovernanceContract.CHAIN).isPresent()) {
            return RefusalCode.GENESIS_REPEATED.refused();
        }
        String chain = body.get("chain").asText();
        if (!chain.equals(context.chain())) {
            return RefusalCode.GENESIS_CHAIN_MISMATCH.refused("chain", chain);
        }
        Suite suite = GovernanceContract.suite(body.get("suite").asText());
        long version = body.get("contract").asLong();
        List<Change> changes = new ArrayList<>();
        MapValue description = Value.map()
                .put("chain", chain)
                .put("suite", suite.label())
                .put("contract", version)
                .put("created", context.time())
                .build();
        changes.add(new Change(GovernanceContract.CHAIN, description));
        Set<String> taken = new LinkedHashSet<>();
        List<KeyGrant> grants = new ArrayList<>();
        for (Value member : body.get("members").asList()) {
            add(changes, taken, member(member.asMap()));
        }
        for (Value key : body.get("keys").asList()) {
            byte[] keyId = suite.keyId(key.asMap().get("key").asBytes());
            KeyGrant grant = KeyGrant.read(key.asMap());
            KeyCommands.requireRoles(grant, version);
            grants.add(grant);
            add(
                    changes,
                    taken,
                    new Change(
                            KeyGrant.stateKey(keyId),
                            grant.toMap().put("revoked", false).build()));
            Optional<Refused> refusal = holders.refusal(state, grant, context.height());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            // A person that is named for two offices is a key named twice.
            holders.taken(grant).ifPresent(change -> add(changes, taken, change));
        }
        if (version >= FIRST_WITH_CHARTER) {
            changes.add(new Change(Charter.KEY, charter(body, grants).toMap()));
            EngineBinding binding = new EngineBinding(
                    1, body.find("engine").map(Value::asText).orElse("embedded"), 1, Optional.empty());
            changes.add(new Change(EngineBinding.KEY, binding.toMap()));
            changes.add(new Change(EngineBinding.epochKey(1), binding.toMap()));
        }
        return new Accepted(changes, Value.map().put("chain", chain).build());
    }

    private static void add(List<Change> changes, Set<String> taken, Change change) {
        if (!taken.add(change.key())) {
            throw new CodecException(Reason.INVALID_VALUE, "named twice");
        }
        changes.add(change);
    }

    private static Change member(MapValue member) {
        MapValue value = Value.map()
                .put("key", member.get("key").asBytes())
                .put("organisation", member.get("organisation").asText())
                .build();
        return new Change("member/" + member.get("name").asText(), value);
    }

    /** Each member weighs 1, and more than two thirds decide, unless the command says otherwise. */
    private static Charter charter(MapValue body, List<KeyGrant> grants) {
        SortedMap<String, Long> weights = new TreeMap<>();
        for (Value member : body.get("members").asList()) {
            weights.put(Member.requireName(member.asMap().get("name").asText()), 1L);
        }
        Optional<MapValue> said = body.find("charter").map(Value::asMap);
        Charter charter = said.map(Charter::read)
                .orElseGet(() -> new Charter(QUORUM_NUMERATOR, QUORUM_DENOMINATOR, weights, false, false));
        boolean vacant = charter.separated()
                && body.get("members").asList().stream()
                        .map(member -> member.asMap().get("organisation").asText())
                        .anyMatch(organisation -> !Offices.filled(organisation, grants));
        if (vacant || !charter.weights().keySet().equals(weights.keySet())) {
            throw new CodecException(Reason.INVALID_VALUE, "charter");
        }
        return charter;
    }
}
