package org.titlechain.fabric;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.jspecify.annotations.Nullable;
import org.titlechain.driver.EndOfThread;
import org.titlechain.driver.NativeBlock;
import org.titlechain.driver.NativeBlocks;
import org.titlechain.driver.NativeChain;
import org.titlechain.fabric.FollowedChannel.WrongChannelException;
import org.titlechain.fabric.Peers.Connected;
import org.titlechain.fabric.proof.Batches;
import org.titlechain.fabric.proof.Evidence;
import org.titlechain.fabric.proof.FabricBlock;
import org.titlechain.fabric.proof.Order;
import org.titlechain.ledger.Capability;

/**
 * A channel, read as one stream of full blocks from a peer and written by endorsed transactions through its Gateway.
 *
 * <p>Nothing is believed of a peer but that it passes on what the orderers signed. What a peer says to a submission is
 * not believed either: whether something was placed, the stream tells.
 */
final class FabricChain implements NativeChain {
    static final String NAME = "fabric";

    /** Peers refuse proposals that are further from their own clock; the same bound holds for what they ordered. */
    private static final Duration WRONG_CLOCK = Duration.ofMinutes(15);

    /** An error of an orderer may mean that the transaction is in a block already, which the stream will show. */
    private static final Duration UNCERTAIN = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Set<Capability> RAFT = Set.of(Capability.FINALITY_EVIDENCE, Capability.SEVERAL_MEMBERS);

    private final Peers peers;
    private final FabricPlace place;
    private final Order order;
    private final FollowedChannel followed;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean closing;
    private volatile String trouble = "";
    private volatile @Nullable String stopped;
    private volatile @Nullable Stream stream;
    private @Nullable NativeBlocks blocks;

    /** What is read now. */
    private record Stream(Connected peer, CloseableIterator<Block> blocks) {}

    FabricChain(Peers peers, FabricPlace place, Order order, FollowedChannel followed, InstantSource clock) {
        this.peers = peers;
        this.place = place;
        this.order = order;
        this.followed = followed;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("titlechain-fabric-reader").unstarted(this::run);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return RAFT;
    }

    @Override
    public void start(NativeBlocks intake) {
        blocks = intake;
        thread.start();
    }

    private void run() {
        NativeBlocks intake = Objects.requireNonNull(blocks);
        Duration pause = PAUSE;
        while (!closing) {
            Connected peer = peers.current();
            boolean progress = false;
            try (CloseableIterator<Block> open = peers.blocks(peer, followed.resume(intake.archived()))) {
                stream = new Stream(peer, open);
                while (!closing && open.hasNext()) {
                    take(intake, open.next());
                    progress = true;
                    trouble = "";
                }
            } catch (WrongChannelException e) {
                stopped = e.getMessage();
                return;
            } catch (IOException | IllegalArgumentException e) {
                trouble = peer.address() + ": " + e.getMessage();
            } catch (StatusRuntimeException | GatewayRuntimeException e) {
                trouble = peer.address() + " gives no blocks: " + sentence(e);
            } catch (RuntimeException e) {
                if (!closing) {
                    stopped = "reading stopped: " + e.getMessage();
                }
                return;
            } finally {
                stream = null;
            }
            peers.failed(peer);
            pause = progress ? PAUSE : longer(pause);
            rest(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void rest(Duration pause) {
        if (!closing) {
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void take(NativeBlocks intake, Block given) throws IOException {
        FabricBlock block = FabricBlock.decode(given.toByteArray());
        followed.take(block);
        Batches batches = Batches.of(block, order);
        awaitTime(block, batches);
        intake.committed(new NativeBlock(block.number(), batches.time(), batches.batches()));
    }

    /**
     * A time that is far ahead would let deadlines pass that have not passed. It cannot be left out, since all members
     * must see the same; so it is waited for.
     */
    private void awaitTime(FabricBlock block, Batches batches) {
        while (!closing && batches.time() - clock.millis() > WRONG_CLOCK.toMillis()) {
            trouble = "block " + block.number() + " says a time that is more than " + WRONG_CLOCK.toMinutes()
                    + " minutes ahead of this machine's clock; it was written by " + batches.latestAuthor();
            rest(LONGEST_PAUSE);
        }
        if (closing) {
            throw new IllegalStateException("the engine is closed");
        }
    }

    @Override
    public CompletableFuture<Void> send(byte[] transaction) {
        String reason = stopped;
        if (reason != null) {
            return CompletableFuture.failedFuture(new IOException(reason));
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread.ofVirtual().name("titlechain-fabric-sender").start(() -> send(transaction, sent));
        return sent;
    }

    private void send(byte[] transaction, CompletableFuture<Void> sent) {
        Connected peer = peers.current();
        try {
            Transaction endorsed = peer.gateway()
                    .getNetwork(place.channel())
                    .getContract(place.chaincode())
                    .newProposal(Order.FUNCTION)
                    .addArguments(order.name(), transaction)
                    .build()
                    .endorse();
            endorsed.submitAsync();
            sent.complete(null);
        } catch (EndorseException e) {
            leave(peer);
            sent.completeExceptionally(new IOException(peer.address() + " does not endorse: " + sentence(e)));
        } catch (SubmitException | GatewayRuntimeException e) {
            IOException unknown = new IOException("ordering by " + peer.address() + " is uncertain: " + sentence(e));
            CompletableFuture.delayedExecutor(UNCERTAIN.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> sent.completeExceptionally(unknown));
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
    }

    /** A peer that does not answer may hang, and its stream with it. */
    private void leave(Connected peer) {
        peers.failed(peer);
        Stream open = stream;
        if (open != null && open.peer().number() != peers.current().number()) {
            open.blocks().close();
        }
    }

    /** What the other side says, with the reasons of the peers and orderers behind it. */
    static String sentence(Exception problem) {
        if (problem instanceof GatewayException e && !e.getDetails().isEmpty()) {
            return e.getStatus().getCode() + ", " + e.getDetails().getFirst().getMessage();
        }
        Throwable cause =
                problem instanceof GatewayRuntimeException && problem.getCause() != null ? problem.getCause() : problem;
        return String.valueOf(cause.getMessage());
    }

    @Override
    public byte[] evidence(long nativeHeight) throws IOException {
        Connected peer = peers.current();
        try {
            FabricBlock block =
                    FabricBlock.decode(peers.block(peer, nativeHeight).toByteArray());
            return new Evidence(order, followed.configurationsBefore(nativeHeight), block).encode();
        } catch (RuntimeException e) {
            peers.failed(peer);
            throw new IOException(peer.address() + " does not give block " + nativeHeight + ": " + sentence(e), e);
        }
    }

    @Override
    public String detail() {
        String reason = stopped;
        return reason == null ? trouble : reason;
    }

    @Override
    public void close() {
        closing = true;
        Stream open = stream;
        if (open != null) {
            open.blocks().close();
        }
        peers.close();
        LockSupport.unpark(thread);
        EndOfThread.await(thread);
    }
}
