package org.titlechain.server.members;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Scheduled;
import org.titlechain.kernel.Ledger;

/**
 * Where the other members' nodes are: the live nodes that the chain knows, and what {@link PeersFile} names. Both are
 * read again in every round.
 */
final class PeerAddresses {
    private static final int MOST = 64;

    private final PeersFile file;
    private final Ledger ledger;
    private final String member;

    PeerAddresses(Path root, Ledger ledger, String member) {
        this.file = PeersFile.in(root);
        this.ledger = ledger;
        this.member = member;
    }

    List<String> all() {
        Set<String> addresses = new TreeSet<>();
        long height = ledger.status().height();
        for (String key : ledger.keys("node/", "", MOST)) {
            Scheduled.find(ledger.state(), key, height)
                    .filter(node -> node.get("live").asBoolean())
                    .filter(node -> !node.get("member").asText().equals(member))
                    .map(PeerAddresses::address)
                    .ifPresent(addresses::add);
        }
        addresses.addAll(file.addresses());
        return addresses.stream().filter(PeersFile::isAddress).limit(MOST).toList();
    }

    private static String address(MapValue node) {
        return node.get("address").asText();
    }
}
