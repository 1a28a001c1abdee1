package org.titlechain.contract.governance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.MemoryState;
import org.titlechain.crypto.Suite;

/**
 * A chain of invented members for stories: each member has an organisation of its name, with the keys
 * {@code <name>.system}, {@code <name>.security} and {@code <name>.audit}; {@code founder} founded the chain.
 */
final class Consortium {
    static final long DAY = 86_400_000;

    final MemoryState state = new MemoryState();
    private final List<String> members;
    private long time = 1_000;

    private Consortium(List<String> members) {
        this.members = members;
    }

    /** A chain that begins with version 2; separated and countersigned as said. */
    static Consortium of(boolean separated, boolean countersigned, String... names) {
        Consortium chain = new Consortium(List.of(names));
        Map<String, Value> weights = new TreeMap<>();
        chain.members.forEach(name -> weights.put(name, Value.of(1)));
        MapValue charter = charter(weights, 2, 3, separated, countersigned).build();
        chain.expect("accepted", chain.say("founder", chain.genesis(2).put("charter", charter)));
        return chain;
    }

    /** A chain that begins with version 1, before there were charters. */
    static Consortium old(String... names) {
        Consortium chain = new Consortium(List.of(names));
        chain.expect("accepted", chain.say("founder", chain.genesis(1)));
        return chain;
    }

    private MapBuilder genesis(int version) {
        List<Value> keys = new java.util.ArrayList<>();
        keys.add(key("founder", "founder", List.of("administrator")).build());
        if (version > 1) {
            for (String member : members) {
                for (String office : List.of("system", "security", "audit")) {
                    keys.add(key(member + "." + office, member, List.of(office)).build());
                }
            }
        }
        List<Value> named = members.stream()
                .map(name -> (Value) Value.map()
                        .put("name", name)
                        .put("key", publicKey(name))
                        .put("organisation", name)
                        .build())
                .toList();
        return Value.map()
                .put("type", "governance.genesis")
                .put("chain", "test")
                .put("suite", "gm")
                .put("contract", version)
                .put("members", Value.list(named))
                .put("keys", Value.list(keys));
    }

    static MapBuilder charter(
            Map<String, Value> weights, long numerator, long denominator, boolean separated, boolean countersigned) {
        return Value.map()
                .put(
                        "quorum",
                        Value.map()
                                .put("numerator", numerator)
                                .put("denominator", denominator)
                                .build())
                .put("weights", Value.map(weights))
                .put("separated", separated)
                .put("countersigned", countersigned);
    }

    /** A grant of the roles; the signer of that name is {@link #publicKey}. */
    static MapBuilder key(String signer, String organisation, List<String> roles) {
        return Value.map()
                .put("key", publicKey(signer))
                .put("name", signer)
                .put("organisation", organisation)
                .put("roles", Value.texts(roles))
                .put("districts", Value.texts(List.of("9999")));
    }

    /** Bytes in the form of a public key, for the name. */
    static byte[] publicKey(String name) {
        byte[] key = Arrays.copyOf(name.getBytes(UTF_8), 65);
        System.arraycopy(key, 0, key, 1, 64);
        key[0] = 4;
        return key;
    }

    static byte[] keyId(String name) {
        return Suite.GM.keyId(publicKey(name));
    }

    Decision say(String signer, MapBuilder command) {
        time += 10;
        return state.decideAs(command.build(), keyId(signer), time);
    }

    void pass(long milliseconds) {
        time += milliseconds;
    }

    long time() {
        return time;
    }

    /** Empty blocks, as far as these stories can tell. */
    void awaitHeight(long height) {
        while (state.height() < height) {
            say("nobody", Value.map().put("type", "nothing"));
        }
    }

    Decision propose(String signer, String kind, MapBuilder body) {
        return propose(signer, kind, body, 0, proposal -> proposal);
    }

    Decision propose(String signer, String kind, MapBuilder body, long activation, UnaryOperator<MapBuilder> more) {
        MapBuilder command = Value.map()
                .put("type", "governance.propose")
                .put("kind", kind)
                .put("body", body.build())
                .put("expires", time + DAY)
                .put("activation", activation);
        return say(signer, more.apply(command));
    }

    Decision vote(String signer, long proposal, String member, boolean approve) {
        return say(signer, ballot("governance.vote", proposal, member, approve));
    }

    Decision countersign(String signer, long proposal, String member, boolean approve) {
        return say(signer, ballot("governance.countersign", proposal, member, approve));
    }

    private static MapBuilder ballot(String type, long proposal, String member, boolean approve) {
        return Value.map()
                .put("type", type)
                .put("proposal", proposal)
                .put("member", member)
                .put("approve", approve);
    }

    /** Proposes and has the office's administrators of these members vote for it. */
    void agree(String office, String kind, MapBuilder body, String... voters) {
        agree(office, kind, body, 0, voters);
    }

    void agree(String office, String kind, MapBuilder body, long activation, String... voters) {
        long number = number(propose(voters[0] + "." + office, kind, body, activation, proposal -> proposal));
        for (String voter : voters) {
            expect("accepted", vote(voter + "." + office, number, voter, true));
        }
        if (Proposal.find(state, number).orElseThrow().state() != Proposal.State.ACCEPTED) {
            throw new AssertionError("not accepted: " + kind);
        }
    }

    /** The number of the proposal that the decision made. */
    static long number(Decision decision) {
        if (decision instanceof Accepted accepted) {
            return accepted.result().get("proposal").asLong();
        }
        throw new AssertionError("refused: " + code(decision));
    }

    static String code(Decision decision) {
        return decision instanceof Refused refused ? refused.code() : "accepted";
    }

    void expect(String code, Decision decision) {
        if (!code.equals(code(decision))) {
            throw new AssertionError("expected " + code + ", was " + decision);
        }
    }

    Charter charter() {
        return Charter.at(state, state.height() + 1).orElseThrow();
    }

    Optional<Member> member(String name) {
        return Member.at(state, name, state.height() + 1);
    }

    EngineBinding engine() {
        return EngineBinding.at(state, state.height() + 1);
    }
}
