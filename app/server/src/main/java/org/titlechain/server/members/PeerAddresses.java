package org.titlechain.server.members;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Scheduled;
import org.titlechain.kernel.Ledger;

/**
 * Where the other members' nodes are: the live nodes that the chain knows, and the lines of the file {@code peers} in
 * the data folder, one base address each. The file is read again in every round.
 */
public final class PeerAddresses {
    /** The file with addresses, in the data folder. */
    public static final String FILE = "peers";

    private static final int MOST = 64;
    private static final String FORM = "https?://[A-Za-z0-9.:\\[\\]-]{1,200}";

    private final Path file;
    private final Ledger ledger;
    private final String member;

    PeerAddresses(Path root, Ledger ledger, String member) {
        this.file = root.resolve(FILE);
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
        addresses.addAll(configured());
        return addresses.stream().filter(text -> text.matches(FORM)).limit(MOST).toList();
    }

    private static String address(MapValue node) {
        return node.get("address").asText();
    }

    private List<String> configured() {
        List<String> lines = new ArrayList<>();
        try {
            if (Files.exists(file)) {
                Files.readString(file).lines().map(String::strip).forEach(lines::add);
            }
        } catch (IOException e) {
            // The file is being replaced; the next round reads it.
            return lines;
        }
        return lines;
    }
}
