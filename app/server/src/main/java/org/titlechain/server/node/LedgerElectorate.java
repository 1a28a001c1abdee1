package org.titlechain.server.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Electorate;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.governance.Charter;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Version;

/**
 * Who orders on CometBFT by this member's replay: the members of the charter with its weights, each by the first of its
 * live nodes, by name, that names a key for CometBFT. A member none of whose nodes names one orders by its key in the
 * network file; one whose nodes with a key are all not live does not order. While no node of the chain names such a key
 * the chain says nothing.
 *
 * <p>The state is read as it stood after the block that is asked about, however far the replay is by now.
 */
public final class LedgerElectorate {
    private static final String NODES = "node/";
    private static final int MOST_NODES = 1_000;

    private final CompletableFuture<Ledger> ledger = new CompletableFuture<>();

    /** The replay to read; whoever asks before waits for it. */
    public void follow(Ledger newLedger) {
        ledger.complete(newLedger);
    }

    /**
     * For an epoch: what the chain said about keys before its first block is in its network file, made by the members
     * from keys that are the epoch's own.
     */
    public Electorate since(long firstHeight) {
        return height -> voters(ledger.join(), firstHeight, height);
    }

    private static Optional<List<Electorate.Voter>> voters(Ledger ledger, long firstHeight, long height) {
        Map<String, Optional<byte[]>> keys = new HashMap<>();
        for (String name : ledger.keys(NODES, "", MOST_NODES)) {
            inForce(ledger, name, height)
                    .filter(version -> version.height() >= firstHeight)
                    .flatMap(version -> Scheduled.at(decoded(version), height + 1))
                    .ifPresent(node -> note(keys, node));
        }
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        return inForce(ledger, Charter.KEY, height)
                .flatMap(version -> Charter.of(decoded(version), height + 1))
                .map(charter -> voters(charter, keys));
    }

    private static void note(Map<String, Optional<byte[]>> keys, MapValue node) {
        node.get("engineKeys").asMap().find(CometBftEngine.NAME).ifPresent(key -> {
            String member = node.get("member").asText();
            boolean first = keys.getOrDefault(member, Optional.empty()).isEmpty();
            if (first) {
                keys.put(member, node.get("live").asBoolean() ? Optional.of(key.asBytes()) : Optional.empty());
            }
        });
    }

    private static List<Electorate.Voter> voters(Charter charter, Map<String, Optional<byte[]>> keys) {
        List<Electorate.Voter> voters = new ArrayList<>();
        charter.weights().forEach((member, weight) -> {
            Optional<byte[]> key = keys.get(member);
            if (key == null || key.isPresent()) {
                voters.add(new Electorate.Voter(member, key == null ? Optional.empty() : key, weight));
            }
        });
        return voters;
    }

    /** The version of the state key, written up to the height, whose change holds in the block after it. */
    private static Optional<Version> inForce(Ledger ledger, String key, long height) {
        Optional<Version> version = ledger.find(key);
        while (version.isPresent() && (version.get().height() > height || isAhead(version.get(), height + 1))) {
            long before = version.get().version() - 1;
            version = before == 0 ? Optional.empty() : ledger.version(key, before);
        }
        return version;
    }

    private static boolean isAhead(Version version, long height) {
        return Scheduled.change(_ -> Optional.of(decoded(version)), version.key(), height)
                .isPresent();
    }

    private static MapValue decoded(Version version) {
        return CanonicalDecoder.decode(version.value()).asMap();
    }
}
