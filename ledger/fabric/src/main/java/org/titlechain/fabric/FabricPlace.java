package org.titlechain.fabric;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.titlechain.driver.Origin;
import org.titlechain.fabric.proof.Order;

/**
 * Where an order is; the same for all members.
 *
 * @param channel the channel
 * @param chaincode the name under which the chaincode of the order was committed there
 * @param genesisHash the 32 bytes of the hash of the channel's block 0, by which all its orderers are known
 */
public record FabricPlace(String channel, String chaincode, byte[] genesisHash) {
    public FabricPlace {
        if (!channel.matches("[a-z][a-z0-9.-]*") || !chaincode.matches("[A-Za-z0-9_-]+") || genesisHash.length != 32) {
            throw new IllegalArgumentException("a place is a channel, a chaincode and 32 bytes");
        }
    }

    /** For people and files: channel, chaincode and hash. */
    public String text() {
        return channel + ":" + chaincode + ":" + HexFormat.of().formatHex(genesisHash);
    }

    /** Reads what {@link #text} wrote. */
    public static FabricPlace parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a place is CHANNEL:CHAINCODE:HASH");
        }
        return new FabricPlace(parts[0], parts[1], HexFormat.of().parseHex(parts[2]));
    }

    /**
     * Whose batches are meant: those that bear the digest of chain and origin. A chain that leaves and comes back has
     * another origin, and so another order; a member who believes in another root before the first block looks at
     * another one.
     */
    public Order order(String chain, Origin origin) {
        byte[] name = chain.getBytes(StandardCharsets.UTF_8);
        byte[] whole = ByteBuffer.allocate(3 + Integer.BYTES + name.length + 2 * Long.BYTES + origin.root().length)
                .put("tco".getBytes(StandardCharsets.US_ASCII))
                .putInt(name.length)
                .put(name)
                .putLong(origin.height())
                .putLong(origin.time())
                .put(origin.root())
                .array();
        try {
            return new Order(
                    channel, chaincode, MessageDigest.getInstance("SHA-256").digest(whole));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
