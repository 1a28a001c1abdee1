package org.titlechain.evm;

import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.titlechain.driver.Origin;
import org.titlechain.evm.wire.Keccak;

/**
 * Which chain, and how it is used.
 *
 * @param node the JSON-RPC address of a node of ours; it may hold a secret and is never shown
 * @param place where on the chain our order is; the same for all members
 * @param finality when a block counts; the same for all members
 * @param accounts files with the keys of the accounts that pay for transactions; at least one to append
 * @param highestGasPrice what a unit of gas may cost at most, in wei; dearer times are waited for
 * @param poll how often new blocks are asked for while something is under way; ten times that when nothing is
 */
public record EvmSettings(
        URI node, Place place, FinalityRule finality, List<Path> accounts, BigInteger highestGasPrice, Duration poll) {
    /** 1,000 gwei: a bound for consortium chains, whose gas has no market. */
    public static final BigInteger USUAL_HIGHEST_GAS_PRICE = BigInteger.valueOf(1_000_000_000_000L);

    public EvmSettings {
        accounts = List.copyOf(accounts);
    }

    /**
     * Where on a chain an order is.
     *
     * @param chainId the chain's own number (EIP-155)
     * @param contract the 20 bytes of the contract's address
     * @param fromBlock the block that made the contract: nothing of ours is before it
     */
    public record Place(BigInteger chainId, byte[] contract, long fromBlock) {
        public Place {
            if (contract.length != 20 || fromBlock < 0 || chainId.signum() <= 0) {
                throw new IllegalArgumentException("a place is a chain, 20 bytes and a block");
            }
        }

        /** For people and files: chain id, contract and first block. */
        public String text() {
            return chainId + ":0x" + HexFormat.of().formatHex(contract) + ":" + fromBlock;
        }

        /** Reads what {@link #text} wrote. */
        public static Place parse(String text) {
            String[] parts = text.split(":", -1);
            if (parts.length != 3 || !parts[1].startsWith("0x")) {
                throw new IllegalArgumentException("a place is CHAIN:0xCONTRACT:BLOCK");
            }
            return new Place(
                    new BigInteger(parts[0]), HexFormat.of().parseHex(parts[1].substring(2)), Long.parseLong(parts[2]));
        }
    }

    /**
     * What batches of one order bear: the digest of chain and origin. A chain that leaves and comes back has another
     * origin, and so another order; a member who believes in another root before the first block looks at another one.
     */
    public static byte[] order(String chain, Origin origin) {
        byte[] name = chain.getBytes(StandardCharsets.UTF_8);
        return Keccak.hash(ByteBuffer.allocate(3 + Integer.BYTES + name.length + 2 * Long.BYTES + origin.root().length)
                .put("tco".getBytes(StandardCharsets.US_ASCII))
                .putInt(name.length)
                .put(name)
                .putLong(origin.height())
                .putLong(origin.time())
                .put(origin.root())
                .array());
    }
}
