package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.exchange.AccessMessageParser;
import org.titlechain.exchange.Limits;
import org.titlechain.exchange.MessageCommand;
import org.titlechain.exchange.privacy.PrivacyMap;
import org.titlechain.kernel.Ledger;
import org.titlechain.query.Database;
import org.titlechain.query.QueryService;
import org.titlechain.vault.Vault;
import org.titlechain.vault.VaultReader;

/**
 * The services of one node, without the web.
 *
 * @param suite the chain's algorithms
 * @param ledger the member's replay
 * @param vault the personal data
 * @param people the way to personal data, which leaves a record
 * @param gateway the way in for messages
 * @param query the search tables
 * @param imports archives of messages that are worked off
 * @param officeKeys the keys of the people who work here
 * @param engine the engines of the chain; empty where the list is made by somebody else
 * @param owned what is closed with the node, in this order
 */
public record Node(
        Suite suite,
        Ledger ledger,
        Vault vault,
        VaultReader people,
        Gateway gateway,
        QueryService query,
        Imports imports,
        OfficeKeys officeKeys,
        Optional<NodeEngine> engine,
        List<AutoCloseable> owned)
        implements AutoCloseable {
    public Node {
        owned = List.copyOf(owned);
    }

    /** Puts a node together from its ledger and its vault. */
    public static Node of(
            Path root,
            Suite suite,
            Ledger ledger,
            Vault vault,
            Signer gatewayKey,
            Signer administratorKey,
            Database database,
            List<AutoCloseable> owned)
            throws IOException {
        String chain = ledger.status().chain();
        VaultReader people = new VaultReader(vault, new LedgerJournal(new Submissions(ledger), gatewayKey));
        Gateway gateway = new Gateway(
                chain,
                ledger,
                gatewayKey,
                new AccessMessageParser(Limits.DEFAULT),
                new MessageCommand(PrivacyMap.national(), vault));
        QueryService query = new QueryService(database, ledger);
        Imports imports = new Imports(root.resolve("imports"), new GatewaySubmission(gateway), Clock.systemUTC());
        List<AutoCloseable> all = new ArrayList<>(List.of(imports, query));
        all.addAll(owned);
        all.add(vault);
        OfficeKeys officeKeys = new OfficeKeys(root, suite, ledger, administratorKey, gatewayKey);
        return new Node(suite, ledger, vault, people, gateway, query, imports, officeKeys, Optional.empty(), all);
    }

    /** The same node, which can change its chain's engine. */
    Node over(NodeEngine own) {
        return new Node(suite, ledger, vault, people, gateway, query, imports, officeKeys, Optional.of(own), owned);
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        for (AutoCloseable item : owned) {
            try {
                item.close();
            } catch (Exception e) {
                failure = new IllegalStateException("a part of the node did not close", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
