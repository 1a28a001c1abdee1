package org.titlechain.cometbft;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.NativeBlocks;
import org.titlechain.driver.NativeChain;
import org.titlechain.ledger.Capability;

/** CometBFT as a native chain: application, process and requests of one member. */
final class CometBftChain implements NativeChain {
    /** How long the evidence of a block is waited for: it is in the block after it. */
    private static final Duration EVIDENCE_PATIENCE = Duration.ofSeconds(5);

    private final CometBftEngine.Options options;
    private final BlockArchive archive;
    private final Home home;
    private final Supervisor supervisor;
    private final ValidatorHistory validators;
    private final Retention retention;
    private @Nullable Application application;
    private @Nullable AbciServer server;
    private @Nullable Rpc rpc;
    private int port;

    CometBftChain(CometBftEngine.Options options, BlockArchive archive) throws IOException {
        this.options = options;
        this.archive = archive;
        this.home = CometBftEngine.Options.home(options.folder());
        this.supervisor = new Supervisor(options.program(), home);
        this.validators = new ValidatorHistory(archive, options.network(), options.electorate());
        this.retention = new Retention(
                archive,
                new Retention.Source() {
                    @Override
                    public byte[] evidence(long nativeHeight) throws IOException {
                        return CometBftChain.this.evidence(nativeHeight);
                    }

                    @Override
                    public void keepLinks(long nativeHeight) throws IOException {
                        links(ready(), nativeHeight);
                    }
                },
                options.keptBlocks());
    }

    @Override
    public String name() {
        return CometBftEngine.NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.FINALITY_EVIDENCE,
                Capability.BYZANTINE_FAULT_TOLERANT,
                Capability.SEVERAL_MEMBERS,
                Capability.ROOT_IN_CONSENSUS);
    }

    @Override
    public synchronized void start(NativeBlocks blocks) throws IOException {
        Application started =
                new Application(archive, blocks, validators, retention, options.sync(), supervisor::healthy);
        application = started;
        if (!home.hasBlocks()) {
            started.beginAnew();
        }
        AbciServer listening = AbciServer.open(home.folder(), started);
        server = listening;
        port = freePort();
        rpc = new Rpc(port);
        // A process that has blocks of its own goes on with them, whatever is said here.
        Optional<StateSync.Entrance> entrance = archive.nativeHeight() == 0
                ? options.sync().entrance(options.network(), options.origin().height())
                : Optional.empty();
        entrance.ifPresent(
                begin -> validators.inherit(LightBlock.decode(begin.evidence()).links()));
        home.write(options.network(), options.listen(), port, listening.address(), entrance);
        if (entrance.isEmpty()) {
            options.sync().decided();
        }
        supervisor.start();
        retention.start();
    }

    /** Takes all blocks after all: nobody has offered a state. */
    synchronized void takeBlocks() throws IOException {
        AbciServer listening = server;
        if (listening != null) {
            home.write(options.network(), options.listen(), port, listening.address());
            options.sync().decided();
            supervisor.cometbft().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    String lightBlock(long nativeHeight) throws IOException {
        Rpc ready = rpc;
        if (ready == null) {
            throw new IOException("cometbft is not started yet");
        }
        Map<String, Long> height = nativeHeight == 0 ? Map.of() : Map.of("height", nativeHeight);
        String commit = ready.result("commit", height);
        Map<String, Long> same = Map.of(
                "height",
                Json.parse(commit)
                        .get("signed_header")
                        .get("header")
                        .get("height")
                        .number());
        Map<String, Long> all = new java.util.HashMap<>(same);
        all.put("per_page", 100L);
        return "{\"commit\":" + commit + ",\"validators\":" + ready.result("validators", all) + ",\"consensus_params\":"
                + ready.result("consensus_params", same) + "}";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The member has decided the block and is about to tell its root. */
    void decided(long height) {
        validators.decided(height);
    }

    void rootIsKnown() {
        Application running = application;
        if (running != null) {
            running.rootIsKnown();
        }
    }

    void ended(long height) {
        Application running = application;
        if (running != null) {
            running.ended(height);
        }
    }

    Optional<ProcessHandle> process() {
        return supervisor.cometbft();
    }

    @Override
    public CompletableFuture<Void> send(byte[] transaction) {
        Rpc ready = rpc;
        return ready == null
                ? CompletableFuture.failedFuture(new IOException("cometbft is not started yet"))
                : ready.broadcast(transaction);
    }

    @Override
    public byte[] evidence(long nativeHeight) throws IOException {
        Rpc ready = ready();
        long deadline = System.nanoTime() + EVIDENCE_PATIENCE.toNanos();
        while (true) {
            try {
                SignedHeader signed = signed(ready, nativeHeight + 1);
                List<SignedHeader> links = links(ready, nativeHeight + 1);
                Json.Node block = ready.call("block", Map.of("height", nativeHeight));
                return LightBlock.of(signed, block.get("block"), links).encode();
            } catch (IOException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(
                            "the signatures over native block " + nativeHeight + " cannot be had: " + e.getMessage(),
                            e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private Rpc ready() throws IOException {
        Rpc ready = rpc;
        if (ready == null) {
            throw new IOException("cometbft is not started yet");
        }
        return ready;
    }

    private List<SignedHeader> links(Rpc ready, long nativeHeight) throws IOException {
        List<SignedHeader> links = new ArrayList<>();
        for (long link : validators.links(nativeHeight)) {
            links.add(link(ready, link));
        }
        return links;
    }

    private static SignedHeader signed(Rpc ready, long height) throws IOException {
        Json.Node commit = ready.call("commit", Map.of("height", height));
        Json.Node signers =
                ready.call("validators", Map.of("height", height, "per_page", (long) ValidatorHistory.MOST));
        return SignedHeader.of(commit.get("signed_header"), signers.get("validators"));
    }

    /** Asked of CometBFT once, and kept: later evidence needs it too. */
    private SignedHeader link(Rpc ready, long height) throws IOException {
        Optional<SignedHeader> kept = validators.link(height);
        if (kept.isPresent()) {
            return kept.get();
        }
        SignedHeader link = signed(ready, height);
        validators.keep(link);
        return link;
    }

    @Override
    public String detail() {
        Application running = application;
        String trouble = running == null ? "" : running.trouble();
        String observing = home.isObserving()
                ? "this member's record of its votes is lost: it follows and does not vote (runbook, A lost disk)"
                : "";
        return Stream.of(supervisor.detail(), validators.warning(), retention.trouble(), trouble, observing)
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Override
    public synchronized void close() {
        Application running = application;
        if (running != null) {
            running.close();
        }
        retention.close();
        supervisor.close();
        AbciServer listening = server;
        if (listening != null) {
            listening.close();
        }
        Rpc ready = rpc;
        if (ready != null) {
            ready.close();
        }
    }
}
