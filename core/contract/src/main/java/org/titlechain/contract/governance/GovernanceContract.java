package org.titlechain.contract.governance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;

/** The beginning of a chain, and the keys that may act on it. */
public final class GovernanceContract implements Contract {
    /** The types of its commands. */
    public static final Set<String> TYPES =
            Set.of("governance.genesis", "governance.key.grant", "governance.key.revoke");

    private static final String CHAIN = "chain";

    private final HashFunction hash;

    public GovernanceContract(HashFunction hash) {
        this.hash = hash;
    }

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        try {
            return switch (command.type()) {
                case "governance.genesis" -> genesis(state, command.body(), context);
                case "governance.key.grant" -> grant(state, command.body(), context);
                case "governance.key.revoke" -> revoke(state, command.body(), context);
                default -> RefusalCode.COMMAND_UNKNOWN.refused("type", command.type());
            };
        } catch (CodecException e) {
            return RefusalCode.COMMAND_MALFORMED.refused("reason", e.reason().name());
        }
    }

    private Decision genesis(StateView state, MapValue body, BlockContext context) {
        if (state.find(CHAIN).isPresent()) {
            return RefusalCode.GENESIS_REPEATED.refused();
        }
        String chain = body.get("chain").asText();
        if (!chain.equals(context.chain())) {
            return RefusalCode.GENESIS_CHAIN_MISMATCH.refused("chain", chain);
        }
        Suite suite = suite(body.get("suite").asText());
        List<Change> changes = new ArrayList<>();
        MapValue description = Value.map()
                .put("chain", chain)
                .put("suite", suite.label())
                .put("contract", body.get("contract").asLong())
                .put("created", context.time())
                .build();
        changes.add(new Change(CHAIN, description));
        Set<String> taken = new LinkedHashSet<>();
        for (Value member : body.get("members").asList()) {
            add(changes, taken, member(member.asMap()));
        }
        for (Value key : body.get("keys").asList()) {
            add(changes, taken, granted(suite, key.asMap()));
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

    private static Suite suite(String label) {
        try {
            return Suite.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw new CodecException(Reason.INVALID_VALUE, "suite");
        }
    }

    private Decision grant(StateView state, MapValue body, BlockContext context) {
        Optional<Refused> refusal = KeyGrant.refusal(state, context, Role.ADMINISTRATOR);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Suite suite = suite(state.find(CHAIN).orElseThrow().get("suite").asText());
        Change change = granted(suite, body);
        return new Accepted(
                List.of(change), Value.map().put("key", change.key()).build());
    }

    private Change granted(Suite suite, MapValue grant) {
        byte[] key = grant.get("key").asBytes();
        byte[] keyId = hash.hash(suite.signingInput("titlechain/key/v1", key));
        MapValue value = KeyGrant.read(grant).toMap().put("revoked", false).build();
        return new Change(KeyGrant.stateKey(keyId), value);
    }

    private static Decision revoke(StateView state, MapValue body, BlockContext context) {
        Optional<Refused> refusal = KeyGrant.refusal(state, context, Role.ADMINISTRATOR);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        byte[] keyId = body.get("keyId").asBytes();
        String reason = body.get("reason").asText();
        if (Arrays.equals(keyId, context.keyId())) {
            return RefusalCode.KEY_REVOKES_ITSELF.refused("key", context.keyIdText());
        }
        String stateKey = KeyGrant.stateKey(keyId);
        Optional<MapValue> known = state.find(stateKey);
        if (known.isEmpty()) {
            return RefusalCode.KEY_TO_REVOKE_UNKNOWN.refused("key", stateKey);
        }
        MapValue value = KeyGrant.read(known.get())
                .toMap()
                .put("revoked", true)
                .put("reason", reason)
                .build();
        return new Accepted(
                List.of(new Change(stateKey, value)),
                Value.map().put("key", stateKey).build());
    }
}
