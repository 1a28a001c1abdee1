package org.titlechain.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.evm.wire.Account;
import org.titlechain.evm.wire.Json;
import org.titlechain.evm.wire.JsonRpc;
import org.titlechain.evm.wire.Keccak;

/** Puts the contract on a chain, once for all members. */
public final class Deployment {
    private static final long GAS = 500_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Deployment() {}

    /**
     * Looks whether a member can order on the chain: it answers, is the chain of the place and has the contract, and
     * every account can pay.
     *
     * @throws IOException when not; the message says why
     */
    public static void check(EvmSettings settings) throws IOException {
        try (ChainNode node = new ChainNode(new JsonRpc(settings.node(), PATIENCE))) {
            EvmChain.requirePlace(node, settings.place());
            if (node.lastFinal(settings.finality()).isEmpty()) {
                throw new IOException("no block of the chain is final by the rule " + settings.finality());
            }
            for (Path file : settings.accounts()) {
                byte[] address = AccountFile.read(file).address();
                if (node.balance(address).signum() == 0) {
                    throw new IOException("the account " + ChainNode.hex(address) + " cannot pay for anything");
                }
            }
        }
    }

    /**
     * Makes the contract and waits until it is final.
     *
     * @param account the file of the account that pays
     * @throws IOException when that does not happen within the patience, or the account cannot pay
     */
    public static EvmSettings.Place deploy(URI address, Path account, FinalityRule finality, Duration patience)
            throws IOException {
        Account payer = AccountFile.read(account);
        try (ChainNode node = new ChainNode(new JsonRpc(address, PATIENCE))) {
            BigInteger chainId = node.chainId();
            BigInteger price = GasPrice.offer(node, EvmSettings.USUAL_HIGHEST_GAS_PRICE);
            if (node.balance(payer.address()).compareTo(price.multiply(BigInteger.valueOf(GAS))) < 0) {
                throw new IOException("the account " + ChainNode.hex(payer.address()) + " cannot pay for the contract");
            }
            long nonce = node.transactions(payer.address(), "pending");
            byte[] transaction = payer.sign(chainId, nonce, price, GAS, new byte[0], OrderContract.creation());
            node.send(transaction);
            long deadline = System.nanoTime() + patience.toNanos();
            while (deadline - System.nanoTime() > 0) {
                Optional<Json> receipt = node.receipt(Keccak.hash(transaction));
                if (receipt.isPresent()) {
                    long block = receipt.get().get("blockNumber").asLong();
                    boolean done = node.lastFinal(finality)
                            .filter(last -> last.number() >= block)
                            .isPresent();
                    if (done) {
                        return new EvmSettings.Place(
                                chainId, receipt.get().get("contractAddress").bytes(), block);
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            throw new IOException("the contract was not final within " + patience.toSeconds() + " s");
        }
    }
}
