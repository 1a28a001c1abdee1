package org.titlechain.testkit.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.StateView;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;

/** A chain in memory: a state, the contract, and a block for each command. Not for concurrent use. */
public final class Register implements StateView {
    /** The chain's identifier. */
    public static final String CHAIN = "story";

    /** The key that records messages of the invented county and of all counties that begin with 9999. */
    public static final String RECORDER = "recorder";

    private final TreeMap<String, MapValue> values = new TreeMap<>();
    private final Contract contract;
    private final List<Told> ledger = new ArrayList<>();
    private long height;

    /** One command as it was decided. */
    public record Told(MapValue command, String key, long time, Decision decision) {}

    private Register(Contract contract) {
        this.contract = contract;
    }

    /** A chain that the contract decides, begun by the command. */
    public static Register begin(Contract contract, MapValue genesis, String key, long time) {
        Register register = new Register(contract);
        register.decide(genesis, key, time);
        return register;
    }

    /** A chain with an administrator, a recorder and a viewer, decided by the newest version of the contract. */
    public static Register begin() {
        return begin(TitleChainContract.VERSION);
    }

    /** The same, decided by the version of the contract. */
    public static Register begin(long version) {
        return begin(new TitleChainContract(Suite.GM.hash()), genesis(version), "administrator", 1);
    }

    /** The first command of such a chain. */
    public static MapValue genesis(long version) {
        List<Value> keys = new ArrayList<>();
        for (String role : List.of("administrator", RECORDER, "viewer")) {
            keys.add(Value.map()
                    .put("key", role.getBytes(UTF_8))
                    .put("name", role)
                    .put("organisation", "示例市不动产登记中心")
                    .put("roles", Value.texts(List.of(role)))
                    .put("districts", Value.texts(List.of("9999")))
                    .build());
        }
        return Value.map()
                .put("type", "governance.genesis")
                .put("chain", CHAIN)
                .put("suite", "gm")
                .put("contract", version)
                .put("members", Value.list(List.of()))
                .put("keys", Value.list(keys))
                .build();
    }

    /** Decides the command in a block of its own and takes over what it changes. */
    public Decision decide(MapValue command, String key, long time) {
        height++;
        byte[] entry = Suite.GM.hash().hash(Long.toString(height).getBytes(UTF_8));
        BlockContext context = new BlockContext(CHAIN, height, time, entry, 0, Suite.GM.keyId(key.getBytes(UTF_8)));
        Decision decision = contract.decide(this, Command.of(command), context);
        if (decision instanceof Accepted accepted) {
            accepted.changes().forEach(change -> values.put(change.key(), change.value()));
        }
        ledger.add(new Told(command, key, time, decision));
        return decision;
    }

    @Override
    public Optional<MapValue> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Every key and its present value. */
    public SortedMap<String, MapValue> state() {
        return Collections.unmodifiableSortedMap(values);
    }

    /** Every command that was decided, in order. */
    public List<Told> ledger() {
        return List.copyOf(ledger);
    }

    /** A register that decides the same commands anew. */
    public static Register replayed(List<Told> ledger) {
        Register register = new Register(new TitleChainContract(Suite.GM.hash()));
        ledger.forEach(told -> register.decide(told.command, told.key, told.time));
        return register;
    }
}
