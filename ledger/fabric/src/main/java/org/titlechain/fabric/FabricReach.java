package org.titlechain.fabric;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.titlechain.driver.BatchFormat;
import org.titlechain.fabric.Peers.Connected;
import org.titlechain.fabric.proof.FabricBlock;
import org.titlechain.fabric.proof.Order;

/** Whether a channel can be used from here, before a chain goes over to it. */
public final class FabricReach {
    private FabricReach() {}

    /**
     * Finds an order's place and tries it: block 0 is read from one of the peers, and the chaincode is asked whether it
     * would take a batch, which orders nothing.
     *
     * @param text {@code CHANNEL:CHAINCODE}, or a place with its hash, which must be the channel's then
     * @throws IOException when no peer does, or the channel is another
     * @throws IllegalArgumentException when the text is no place
     */
    public static FabricPlace find(FabricConnection connection, String text) throws IOException {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw new IllegalArgumentException("a place is CHANNEL:CHAINCODE or CHANNEL:CHAINCODE:HASH");
        }
        IOException last = new IOException("no peer is named");
        try (Peers peers = Peers.of(connection, parts[0])) {
            for (int i = 0; i < connection.peers().size(); i++) {
                Connected peer = peers.current();
                try {
                    FabricPlace place = new FabricPlace(parts[0], parts[1], genesisHash(peers, peer));
                    requireSame(place, text, parts.length == 3);
                    requireChaincode(peer, place);
                    return place;
                } catch (GatewayException | GatewayRuntimeException | StatusRuntimeException e) {
                    last = new IOException(
                            "the peer " + peer.address() + " does not serve " + parts[0] + " and " + parts[1] + ": "
                                    + FabricChain.sentence(e),
                            e);
                    peers.failed(peer);
                }
            }
        }
        throw last;
    }

    private static byte[] genesisHash(Peers peers, Connected peer) {
        return FabricBlock.decode(peers.block(peer, 0).toByteArray()).hash();
    }

    private static void requireSame(FabricPlace place, String text, boolean whole) throws IOException {
        if (whole && !place.text().equals(text)) {
            throw new IOException("the channel begins with block 0 of hash "
                    + HexFormat.of().formatHex(place.genesisHash()) + ", the place names another");
        }
    }

    private static void requireChaincode(Connected peer, FabricPlace place) throws GatewayException {
        peer.gateway()
                .getNetwork(place.channel())
                .getContract(place.chaincode())
                .newProposal(Order.FUNCTION)
                .addArguments(new byte[32], BatchFormat.encode(0, 0, List.of(new byte[0])))
                .build()
                .evaluate();
    }
}
