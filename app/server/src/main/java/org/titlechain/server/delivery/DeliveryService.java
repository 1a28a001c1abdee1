package org.titlechain.server.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.members.MemberService;
import org.titlechain.server.node.Node;

/** Gives this member's personal data to other members, and fetches theirs, as far as the chain permits. */
public final class DeliveryService implements AutoCloseable {
    /** The file in which a running node says where it listens for members. */
    public static final String ADDRESS = "delivery-address";

    private final Path root;
    private final String member;
    private final Fetcher fetcher;
    private final StandingDelivery standing;
    private final Optional<DeliveryListener> listener;

    private DeliveryService(
            Path root, String member, Fetcher fetcher, StandingDelivery standing, Optional<DeliveryListener> listener) {
        this.root = root;
        this.member = member;
        this.fetcher = fetcher;
        this.standing = standing;
        this.listener = listener;
    }

    /**
     * Begins to listen, where the configuration names a port; empty when the folder has no member's key.
     *
     * @throws IOException when the key cannot be read or the port cannot be listened on
     */
    public static Optional<DeliveryService> start(Configuration configuration, Path root, Node node, Clock clock)
            throws IOException {
        Path file = root.resolve("keys").resolve(DataFolder.NODE_KEY + ".key");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Signer signer = KeyFile.read(file, node.suite());
        Ledger ledger = node.ledger();
        String member = MemberService.nameOf(ledger);
        MemberIdentity identity = new MemberIdentity(ledger.status().chain(), member, signer, clock);
        MemberTrust trust = MemberTrust.ofMembers(ledger, node.suite(), clock);
        Fetcher fetcher = new Fetcher(
                ledger, member, node.vault(), new DeliveryPeers(root), new DeliveryLink(identity, trust), clock);
        Optional<DeliveryListener> listener = Optional.empty();
        if (configuration.deliveryPort().isPresent()) {
            DeliveryListener listening = DeliveryListener.start(
                    MemberTls.context(identity, trust),
                    configuration.deliveryHost(),
                    configuration.deliveryPort().getAsInt(),
                    trust,
                    new Discloser(ledger, member, node.people(), clock));
            listener = Optional.of(listening);
            PrivateFiles.replace(root.resolve(ADDRESS), configuration.deliveryHost() + ":" + listening.port() + "\n");
        }
        StandingDelivery standing = new StandingDelivery(root, ledger, member, fetcher, clock);
        return Optional.of(new DeliveryService(root, member, fetcher, standing, listener));
    }

    /** Begins to follow what members give as it comes. */
    public void begin() {
        standing.begin();
    }

    /** Fetches from others. */
    public Fetcher fetcher() {
        return fetcher;
    }

    /** This node's member. */
    public String member() {
        return member;
    }

    @Override
    public void close() {
        standing.close();
        listener.ifPresent(DeliveryListener::close);
        try {
            Files.deleteIfExists(root.resolve(ADDRESS));
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(DeliveryService.class).info("{} was not removed", ADDRESS);
        }
    }
}
