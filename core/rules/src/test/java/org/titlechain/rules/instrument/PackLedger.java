package org.titlechain.rules.instrument;

import java.nio.charset.StandardCharsets;
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
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.contract.rule.Rules;
import org.titlechain.crypto.Suite;
import org.titlechain.rules.pack.RulePack;

/** A state in memory on which packs are decided; each command is a block of its own. */
final class PackLedger implements StateView {
    static final long TIME = 1_800_000_000_000L;

    private final Map<String, MapValue> values = new TreeMap<>();
    private final Rules rules;
    private long height = 1;

    PackLedger(Electorate electorate) {
        this.rules = new RulePacks(Suite.GM.hash(), electorate);
    }

    @Override
    public Optional<MapValue> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Rules rules() {
        return rules;
    }

    /** Grants the key of the name the role in the districts of the prefix. */
    PackLedger grant(String name, String organisation, String role, String district) {
        MapValue grant = Value.map()
                .put("name", name)
                .put("organisation", organisation)
                .put("roles", Value.texts(List.of(role)))
                .put("districts", Value.texts(List.of(district)))
                .build();
        values.put(KeyGrant.stateKey(keyId(name)), grant);
        return this;
    }

    /** The contract version in force from now on. */
    void version(long version) {
        values.put("chain", Value.map().put("contract", version).build());
    }

    private static byte[] keyId(String name) {
        return Suite.GM.keyId(name.getBytes(StandardCharsets.UTF_8));
    }

    Decision propose(String key, RulePack pack) {
        return decide(
                key,
                Value.map()
                        .put("type", "rule.propose")
                        .put("pack", pack.toValue())
                        .build());
    }

    Decision vote(String key, String pack, long version, boolean approve) {
        return decide(
                key,
                Value.map()
                        .put("type", "rule.vote")
                        .put("pack", pack)
                        .put("version", version)
                        .put("approve", approve)
                        .build());
    }

    Decision activate(String key, String pack, long version) {
        return decide(
                key,
                Value.map()
                        .put("type", "rule.activate")
                        .put("pack", pack)
                        .put("version", version)
                        .build());
    }

    Decision retire(String key, String pack, long version) {
        return decide(
                key,
                Value.map()
                        .put("type", "rule.retire")
                        .put("pack", pack)
                        .put("version", version)
                        .put("reason", "law-changed")
                        .build());
    }

    Decision decide(String key, MapValue command) {
        BlockContext context = new BlockContext("test", ++height, TIME + height, new byte[32], 0, keyId(key));
        Decision decision = rules.decide(this, Command.of(command), context);
        if (decision instanceof Decision.Accepted accepted) {
            accepted.changes().forEach(change -> values.put(change.key(), change.value()));
        }
        return decision;
    }
}
