package org.titlechain.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What is offered for a unit of gas. Chains with a base fee are offered twice of it, since it rises while blocks are
 * full, and a small tip. A node's own suggestion follows what was paid last, so offering more than it says would raise
 * it without end: it is believed as it is, and of its tip only so much.
 */
final class GasPrice {
    /** 2 gwei: more than nodes ask by themselves. */
    private static final BigInteger LARGEST_TIP = BigInteger.valueOf(2_000_000_000L);

    private GasPrice() {}

    /**
     * The price to offer now.
     *
     * @param highest the most that may be paid
     * @throws IOException when the chain is dearer than that; it is waited for
     */
    static BigInteger offer(ChainNode node, BigInteger highest) throws IOException {
        BigInteger suggested = node.gasPrice();
        Optional<BigInteger> base = node.baseFee();
        BigInteger least = base.orElse(suggested);
        if (least.compareTo(highest) > 0) {
            throw new IOException("a unit of gas costs " + least + " wei now, the bound is " + highest);
        }
        return base.map(fee -> fee.shiftLeft(1)
                        .add(suggested.subtract(fee).max(BigInteger.ZERO).min(LARGEST_TIP)))
                .orElse(suggested)
                .min(highest);
    }
}
