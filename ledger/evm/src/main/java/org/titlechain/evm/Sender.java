package org.titlechain.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.titlechain.evm.wire.Account;
import org.titlechain.evm.wire.JsonRpc.RefusedException;
import org.titlechain.evm.wire.Keccak;

/**
 * Sends batches from one account, one after the other. A batch that comes again keeps its transaction number, with a
 * better price, until that number is spent: so a transaction that the network threw away, or that a reorganisation took
 * out, does not block those behind it, and is not doubled either.
 */
final class Sender implements AutoCloseable {
    private final Account account;
    private final ChainNode node;
    private final EvmSettings settings;
    private final byte[] order;
    private final ExecutorService turns;
    private final Map<Batch, Sent> sent = new ConcurrentHashMap<>();
    private OptionalLong nextNonce = OptionalLong.empty();

    /** A batch by the digest of its bytes. */
    record Batch(String digest) {
        static Batch of(byte[] bytes) {
            return new Batch(ChainNode.hex(Keccak.hash(bytes)));
        }
    }

    private record Sent(long nonce, BigInteger gasPrice, byte[] hash) {}

    Sender(Account account, ChainNode node, EvmSettings settings, byte[] order) {
        this.account = account;
        this.node = node;
        this.settings = settings;
        this.order = order;
        this.turns = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("titlechain-evm-account").daemon().factory());
    }

    byte[] address() {
        return account.address();
    }

    boolean knows(Batch batch) {
        return sent.containsKey(batch);
    }

    /** The batch is in a final block. */
    void settled(Batch batch) {
        sent.remove(batch);
    }

    /** Hands the batch to the network; a batch that was handed over before is looked for first. */
    CompletableFuture<Void> send(byte[] batch) {
        return inTurn(() -> {
            try {
                Batch key = Batch.of(batch);
                Sent before = sent.get(key);
                if (before == null) {
                    sendNew(key, batch);
                } else if (node.receipt(before.hash()).isEmpty()) {
                    if (node.transactions(account.address(), "latest") > before.nonce()) {
                        sent.remove(key, before);
                        sendNew(key, batch);
                    } else {
                        sendAgain(key, batch, before);
                    }
                }
                return null;
            } catch (IOException e) {
                nextNonce = OptionalLong.empty();
                return e;
            }
        });
    }

    private CompletableFuture<Void> inTurn(Supplier<@Nullable IOException> work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        turns.execute(() -> {
            IOException problem = work.get();
            if (problem == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(problem);
            }
        });
        return done;
    }

    private void sendNew(Batch key, byte[] batch) throws IOException {
        long nonce = nextNonce.isPresent() ? nextNonce.getAsLong() : node.transactions(account.address(), "pending");
        nextNonce = OptionalLong.empty();
        try {
            transmit(key, batch, nonce, price());
        } catch (RefusedException e) {
            if (!says(e, "nonce too low", "nonce is too low", "underpriced")) {
                throw e;
            }
            // Another program uses the account too: ask again which number is free.
            nonce = node.transactions(account.address(), "pending");
            transmit(key, batch, nonce, price());
        }
        nextNonce = OptionalLong.of(nonce + 1);
    }

    private void sendAgain(Batch key, byte[] batch, Sent before) throws IOException {
        BigInteger better = before.gasPrice()
                .add(before.gasPrice().shiftRight(3))
                .add(BigInteger.ONE)
                .max(price())
                .min(settings.highestGasPrice());
        try {
            transmit(key, batch, before.nonce(), better);
        } catch (RefusedException e) {
            if (!says(e, "underpriced", "nonce too low", "nonce is too low")) {
                throw e;
            }
        }
    }

    private void transmit(Batch key, byte[] batch, long nonce, BigInteger gasPrice) throws IOException {
        byte[] transaction = account.sign(
                settings.place().chainId(),
                nonce,
                gasPrice,
                OrderContract.gas(batch.length),
                settings.place().contract(),
                OrderContract.append(order, batch));
        try {
            node.send(transaction);
        } catch (RefusedException e) {
            if (!says(e, "already known", "already imported", "known transaction")) {
                throw e;
            }
        }
        sent.put(key, new Sent(nonce, gasPrice, Keccak.hash(transaction)));
    }

    private BigInteger price() throws IOException {
        return GasPrice.offer(node, settings.highestGasPrice());
    }

    private static boolean says(RefusedException refused, String... words) {
        String message = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (message.contains(word)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        turns.shutdownNow();
        turns.close();
    }
}
