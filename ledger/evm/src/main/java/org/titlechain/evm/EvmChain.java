package org.titlechain.evm;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.titlechain.driver.NativeBlock;
import org.titlechain.driver.NativeBlocks;
import org.titlechain.driver.NativeChain;
import org.titlechain.evm.ChainNode.Event;
import org.titlechain.evm.ChainNode.Head;
import org.titlechain.evm.Sender.Batch;
import org.titlechain.evm.proof.Evidence;
import org.titlechain.evm.wire.Json;
import org.titlechain.ledger.Capability;

/**
 * A chain that speaks Web3 JSON-RPC. One thread asks for the batches in new final blocks; every account sends by
 * itself.
 *
 * <p>What is not final is never handed in, so a reorganisation within the declared bound only means that a transaction
 * is looked for, and sent, again. A chain that takes back a block that was final by its own declaration is not
 * followed: the driver stops there and says so.
 */
final class EvmChain implements NativeChain {
    static final String NAME = "evm";

    private static final int BLOCKS_A_QUESTION = 500;
    private static final int IDLE_POLLS = 10;
    private static final Set<Capability> BASE = Set.of(Capability.FINALITY_EVIDENCE, Capability.SEVERAL_MEMBERS);

    private final ChainNode node;
    private final EvmSettings settings;
    private final byte[] order;
    private final TakenBlock taken;
    private final List<Sender> senders;
    private final AtomicInteger turn = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closing;
    private volatile long busyUntil;
    private volatile String trouble = "";
    private volatile @Nullable String stopped;
    private @Nullable NativeBlocks blocks;

    EvmChain(ChainNode node, EvmSettings settings, byte[] order, TakenBlock taken, List<Sender> senders) {
        this.node = node;
        this.settings = settings;
        this.order = order;
        this.taken = taken;
        this.senders = List.copyOf(senders);
        this.thread = Thread.ofPlatform().name("titlechain-evm-reader").unstarted(this::run);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return BASE;
    }

    @Override
    public void start(NativeBlocks intake) throws IOException {
        blocks = intake;
        try {
            requirePlace();
        } catch (WrongChainException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
        }
        thread.start();
    }

    /** The chain at the address is not the one that the settings name. */
    private static final class WrongChainException extends IOException {
        private static final long serialVersionUID = 1L;

        WrongChainException(String message) {
            super(message);
        }
    }

    private void requirePlace() throws IOException {
        requirePlace(node, settings.place());
    }

    /** Refuses a chain that is not the one of the place. */
    static void requirePlace(ChainNode node, EvmSettings.Place place) throws IOException {
        if (!node.chainId().equals(place.chainId())) {
            throw new WrongChainException(
                    "the node serves chain " + node.chainId() + ", the settings name chain " + place.chainId());
        }
        if (node.latest() >= place.fromBlock()
                && !Arrays.equals(node.code(place.contract()), OrderContract.deployed())) {
            throw new WrongChainException(
                    "at " + ChainNode.hex(place.contract()) + " there is no contract TitleChainOrder of this version");
        }
    }

    private void run() {
        NativeBlocks intake = java.util.Objects.requireNonNull(blocks);
        long next = Math.max(intake.archived() + 1, settings.place().fromBlock());
        boolean checked = false;
        while (!closing) {
            try {
                if (!checked) {
                    requirePlace();
                    requireSameHistory();
                    checked = true;
                }
                Optional<Head> last = node.lastFinal(settings.finality());
                if (last.isPresent() && last.get().number() >= next) {
                    next = take(intake, next, last.get());
                    trouble = "";
                    continue;
                }
                trouble = "";
            } catch (WrongChainException e) {
                stopped = e.getMessage();
                return;
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
                // A node that comes back may not be the same one.
                checked = false;
            } catch (RuntimeException e) {
                if (!closing) {
                    stopped = "reading stopped: " + e.getMessage();
                }
                return;
            }
            pause();
        }
    }

    private void pause() {
        long nap = settings.poll().toNanos();
        LockSupport.parkNanos(busyUntil - System.nanoTime() > 0 ? nap : nap * IDLE_POLLS);
    }

    /** Hands in everything from {@code next} on, as far as one question goes; gives the block after that. */
    private long take(NativeBlocks intake, long next, Head last) throws IOException {
        long to = Math.min(last.number(), next + BLOCKS_A_QUESTION - 1);
        requireSameHistory();
        Map<Long, List<Event>> byBlock = new LinkedHashMap<>();
        for (Event event : node.batches(next, to, settings.place().contract(), order)) {
            byBlock.computeIfAbsent(event.block(), number -> new java.util.ArrayList<>())
                    .add(event);
        }
        for (Map.Entry<Long, List<Event>> found : byBlock.entrySet()) {
            Head head = headOf(found.getKey());
            for (Event event : found.getValue()) {
                if (!event.blockHash().equals(head.hash())) {
                    throw new IOException("the chain's node contradicts itself about block " + head.number());
                }
            }
            taken.note(head.number(), head.hash());
            List<byte[]> batches = found.getValue().stream().map(Event::batch).toList();
            intake.committed(new NativeBlock(head.number(), head.time(), batches));
            for (byte[] batch : batches) {
                senders.forEach(sender -> sender.settled(Batch.of(batch)));
            }
        }
        if (!byBlock.containsKey(to)) {
            Head head = to == last.number() ? last : headOf(to);
            taken.note(head.number(), head.hash());
            intake.committed(new NativeBlock(head.number(), head.time(), List.of()));
        }
        return to + 1;
    }

    private Head headOf(long number) throws IOException {
        return node.head(number)
                .orElseThrow(() -> new IOException("the chain's node does not have block " + number + " any more"));
    }

    /** The last block that was taken must still be there; a node that is behind is waited for. */
    private void requireSameHistory() throws IOException {
        if (taken.number() < 0) {
            return;
        }
        Optional<Head> now = node.head(taken.number());
        if (now.isEmpty()) {
            throw new IOException("the chain's node is behind: it does not have block " + taken.number() + " yet");
        }
        if (!now.get().hash().equals(taken.hash())) {
            throw new WrongChainException("the chain took back block " + taken.number() + ", which was final by "
                    + settings.finality() + "; what was acknowledged is in the archive, and nothing more is taken from"
                    + " this chain");
        }
    }

    @Override
    public CompletableFuture<Void> send(byte[] transaction) {
        String reason = stopped;
        if (reason != null) {
            return CompletableFuture.failedFuture(new IOException(reason));
        }
        if (senders.isEmpty()) {
            return CompletableFuture.failedFuture(new IOException("no account is named that could pay"));
        }
        busyUntil = System.nanoTime() + java.time.Duration.ofSeconds(30).toNanos();
        LockSupport.unpark(thread);
        Batch batch = Batch.of(transaction);
        for (Sender sender : senders) {
            if (sender.knows(batch)) {
                return sender.send(transaction);
            }
        }
        return senders.get(Math.floorMod(turn.getAndIncrement(), senders.size()))
                .send(transaction)
                .thenRun(() -> LockSupport.unpark(thread));
    }

    @Override
    public byte[] evidence(long nativeHeight) throws IOException {
        java.util.List<Json> headers = new java.util.ArrayList<>();
        for (long number = nativeHeight;
                number <= nativeHeight + settings.finality().depth();
                number++) {
            long wanted = number;
            headers.add(node.block(ChainNode.quantity(number))
                    .orElseThrow(() -> new IOException("the chain's node does not have block " + wanted)));
        }
        return Evidence.of(
                        settings.place().contract(),
                        order,
                        settings.finality().depth(),
                        headers,
                        node.receipts(headers.getFirst()))
                .encode();
    }

    @Override
    public String detail() {
        String reason = stopped;
        return reason == null ? trouble : reason;
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        node.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        senders.forEach(Sender::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
