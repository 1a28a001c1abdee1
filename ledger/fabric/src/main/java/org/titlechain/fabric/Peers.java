package org.titlechain.fabric;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Block;
import org.titlechain.fabric.FabricConnection.Peer;

/** The member's peers. One is used; when it fails, the next one is from then on. */
final class Peers implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 110 << 20;
    private static final int PATIENCE_SECONDS = 10;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String channel;
    private final List<Connected> peers;
    private final AtomicInteger current = new AtomicInteger();

    /** A peer with its connection, which is made when it is needed and again when it broke. */
    record Connected(int number, String address, ManagedChannel connection, Gateway gateway) {}

    private Peers(String channel, List<Connected> peers) {
        this.channel = channel;
        this.peers = List.copyOf(peers);
    }

    /**
     * Reads keys and certificates; connects to nobody yet.
     *
     * @throws IOException when a file is missing, is none, or the key is open to others than its owner
     */
    static Peers of(FabricConnection settings, String channel) throws IOException {
        PrivateKey key = key(settings.key());
        List<Connected> peers = new ArrayList<>();
        try (Reader certificate = Files.newBufferedReader(settings.certificate())) {
            X509Identity identity =
                    new X509Identity(settings.organisation(), Identities.readX509Certificate(certificate));
            for (Peer peer : settings.peers()) {
                ManagedChannel connection = connection(peer, settings.tlsRoots());
                Gateway gateway = Gateway.newInstance()
                        .identity(identity)
                        .signer(Signers.newPrivateKeySigner(key))
                        .hash(Hash.SHA256)
                        .connection(connection)
                        .endorseOptions(options -> options.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .evaluateOptions(options -> options.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .submitOptions(options -> options.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .connect();
                peers.add(new Connected(peers.size(), peer.address(), connection, gateway));
            }
        } catch (CertificateException e) {
            throw new IOException(settings.certificate() + " is not a certificate", e);
        }
        return new Peers(channel, peers);
    }

    private static PrivateKey key(Path file) throws IOException {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("the key file " + file + " can be read by others; set its mode to 0600");
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            return Identities.readPrivateKey(reader);
        } catch (InvalidKeyException e) {
            // What stands in the file is not part of the message.
            throw new IOException("the key file " + file + " holds no key that can be used");
        }
    }

    private static ManagedChannel connection(Peer peer, Path tlsRoots) throws IOException {
        NettyChannelBuilder builder = NettyChannelBuilder.forTarget("dns:///" + peer.address())
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(tlsRoots.toFile())
                        .build())
                .maxInboundMessageSize(LARGEST_MESSAGE)
                // Peers allow a sign of life a minute.
                .keepAliveTime(75, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS);
        return (peer.name().isEmpty() ? builder : builder.overrideAuthority(peer.name())).build();
    }

    /** The peer to be used now. */
    Connected current() {
        return peers.get(Math.floorMod(current.get(), peers.size()));
    }

    /** The peer did not do: the next one is used. Said again of the same peer it changes nothing. */
    void failed(Connected peer) {
        int now = current.get();
        if (Math.floorMod(now, peers.size()) == peer.number()) {
            current.compareAndSet(now, now + 1);
        }
        // A peer that comes back is tried at once and not after the pause that has grown meanwhile.
        current().connection().resetConnectBackoff();
    }

    /** The channel's blocks from the number on, as the peer gives them. */
    CloseableIterator<Block> blocks(Connected peer, long from) {
        return peer.gateway()
                .getNetwork(channel)
                .newBlockEventsRequest()
                .startBlock(from)
                .build()
                .getEvents();
    }

    /** One block of the channel. */
    Block block(Connected peer, long number) {
        try (CloseableIterator<Block> blocks = peer.gateway()
                .getNetwork(channel)
                .newBlockEventsRequest()
                .startBlock(number)
                .build()
                .getEvents(options -> options.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS))) {
            return blocks.next();
        }
    }

    @Override
    public void close() {
        for (Connected peer : peers) {
            peer.gateway().close();
            peer.connection().shutdownNow();
        }
    }
}
