package org.titlechain.contract.governance;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.crypto.HashFunction;

/** Every kind of proposal, and whose matter it is. */
final class Motions {
    private final SortedMap<String, Matter> kinds = new TreeMap<>();

    /** Which administrator proposes and votes, and what comes of it. */
    record Matter(Role administrator, Motion motion) {}

    Motions(HashFunction hash) {
        system("charter", ChainMotions::charter);
        system("organisation.set", ChainMotions::organisation);
        system("node.set", ChainMotions::node);
        system("parameter.set", ChainMotions::parameter);
        system("contract.activate", ChainMotions::contract);
        system("engine.switch", ChainMotions::engine);
        system("member.join", MemberMotions::join);
        system("member.suspend", MemberMotions::suspend);
        system("member.resume", MemberMotions::resume);
        system("member.remove", MemberMotions::remove);
        KeyMotions keys = new KeyMotions(new Holders(hash));
        security("member.key", MemberMotions::key);
        security("key.grant", keys::grant);
        security("key.revoke", keys::revoke);
    }

    private void system(String kind, Motion motion) {
        kinds.put(kind, new Matter(Role.SYSTEM, motion));
    }

    private void security(String kind, Motion motion) {
        kinds.put(kind, new Matter(Role.SECURITY, motion));
    }

    Optional<Matter> find(String kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    Set<String> kinds() {
        return kinds.keySet();
    }
}
