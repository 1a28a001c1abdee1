package org.titlechain.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.ContractVersions;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Entry;

/**
 * The first entry of a chain ({@code docs/register-model.md}, "Other commands").
 *
 * @param chain the chain's identifier
 * @param suite the chain's suite
 * @param contractVersion the contract version in force after this entry; the entry itself is decided by the first
 * @param members who signs checkpoints
 * @param keys who may act
 * @param engine the kind of engine that the chain begins on; a chain of version 1 does not say it
 * @param separated whether the three administrators act from the beginning; each member's organisation then needs keys
 *     with the roles {@code system}, {@code security} and {@code audit}
 */
public record Genesis(
        String chain,
        Suite suite,
        long contractVersion,
        List<Member> members,
        List<Key> keys,
        String engine,
        boolean separated) {
    private static final String EMBEDDED = "embedded";

    public Genesis {
        members = List.copyOf(members);
        keys = List.copyOf(keys);
    }

    /** A chain that begins on the embedded engine and is governed by its founding administrator. */
    public Genesis(String chain, Suite suite, long contractVersion, List<Member> members, List<Key> keys) {
        this(chain, suite, contractVersion, members, keys, EMBEDDED, false);
    }

    /** The same chain, begun on the engine of this kind. */
    public Genesis onEngine(String kind) {
        return new Genesis(chain, suite, contractVersion, members, keys, kind, separated);
    }

    /** The same chain with more keys that may act. */
    public Genesis granting(List<Key> more) {
        List<Key> all = new ArrayList<>(keys);
        all.addAll(more);
        return new Genesis(chain, suite, contractVersion, members, all, engine, separated);
    }

    /** A member: its name in checkpoints, its public key, its organisation. */
    public record Member(String name, byte[] key, String organisation) {}

    /** A key that may act: its name, organisation, roles and the prefixes of its districts. */
    public record Key(byte[] key, String name, String organisation, List<String> roles, List<String> districts) {
        public Key {
            roles = List.copyOf(roles);
            districts = List.copyOf(districts);
        }
    }

    /** The entry, signed by the key that founds the chain. Same arguments, same entry. */
    public Entry entry(Signer founder) {
        return Entry.signed(
                new Entry.Body(chain, founder.publicKey(), new byte[16], 0, ContractVersions.FIRST, List.of(command())),
                founder);
    }

    /** The command. */
    public MapValue command() {
        MapBuilder command = Value.map()
                .put("type", "governance.genesis")
                .put("chain", chain)
                .put("suite", suite.label())
                .put("contract", contractVersion)
                .put("members", Value.list(members.stream().map(Genesis::member).toList()))
                .put("keys", Value.list(keys.stream().map(Genesis::key).toList()));
        if (contractVersion > ContractVersions.FIRST) {
            command.put("engine", engine).put("charter", charter());
        }
        return command.build();
    }

    /** Each member weighs 1; more than two thirds decide. */
    private MapValue charter() {
        Map<String, Value> weights = new TreeMap<>();
        members.forEach(member -> weights.put(member.name(), Value.of(1)));
        return Value.map()
                .put(
                        "quorum",
                        Value.map().put("numerator", 2).put("denominator", 3).build())
                .put("weights", Value.map(weights))
                .put("separated", separated)
                .put("countersigned", separated)
                .build();
    }

    private static MapValue member(Member member) {
        return Value.map()
                .put("name", member.name())
                .put("key", member.key())
                .put("organisation", member.organisation())
                .build();
    }

    private static MapValue key(Key key) {
        return Value.map()
                .put("key", key.key())
                .put("name", key.name())
                .put("organisation", key.organisation())
                .put("roles", Value.texts(key.roles()))
                .put("districts", Value.texts(key.districts()))
                .build();
    }
}
