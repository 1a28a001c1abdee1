package org.titlechain.kernel;

import java.util.List;
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
 */
public record Genesis(String chain, Suite suite, long contractVersion, List<Member> members, List<Key> keys) {
    public Genesis {
        members = List.copyOf(members);
        keys = List.copyOf(keys);
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
        return Value.map()
                .put("type", "governance.genesis")
                .put("chain", chain)
                .put("suite", suite.label())
                .put("contract", contractVersion)
                .put("members", Value.list(members.stream().map(Genesis::member).toList()))
                .put("keys", Value.list(keys.stream().map(Genesis::key).toList()))
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
