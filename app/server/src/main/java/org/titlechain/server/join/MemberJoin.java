package org.titlechain.server.join;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Network;
import org.titlechain.cometbft.StateSync;
import org.titlechain.cometbft.TrustedHeader;
import org.titlechain.contract.governance.EngineBinding;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.MemberNode;
import org.titlechain.kernel.Snapshot;
import org.titlechain.kernel.SnapshotException;
import org.titlechain.kernel.SnapshotJoin;
import org.titlechain.kernel.SnapshotSource;
import org.titlechain.proof.Checkpoint;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import tools.jackson.databind.JsonNode;

/**
 * How this member joins by state, and gives its own to others. A member that has no state and whose file {@code peers}
 * names members that answer begins with the newest state that they offer; its light client begins with a header that
 * this program has verified with the network file, whoever gave it.
 */
public final class MemberJoin implements StateSync, AutoCloseable {
    /** A chain of fewer blocks is joined by its blocks: that is as quick, and all of them are here afterwards. */
    private static final long SHORTEST = 1_000;

    /** Without an offer for so long, all blocks are taken. */
    private static final long PATIENCE_SECONDS = 60;

    private static final long LOOK_SECONDS = 1;

    /** The light client begins so many blocks behind the newest: before what is offered. */
    private static final long BEHIND = 200;

    private static final long UNREAD_AT_ONCE = 20_000;
    private static final Logger LOG = LoggerFactory.getLogger(MemberJoin.class);

    private final Path state;
    private final String chain;
    private final Suite suite;
    private final String member;
    private final Signer signer;
    private final long shortest;
    private final boolean needed;
    private final long signatures;
    private final OtherMembers others;
    private final List<LightRelay> relays = new ArrayList<>();
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile @Nullable MemberNode ledger;
    private volatile @Nullable SnapshotSource source;
    private volatile @Nullable CometBftEngine engine;
    private volatile @Nullable Thread reading;
    private volatile @Nullable OlderBlocks older;
    private volatile boolean begun;
    private final AtomicLong received = new AtomicLong();

    /**
     * A member.
     *
     * @param root the data folder
     * @param chain the chain
     * @param suite its algorithms
     * @param member the member's name
     * @param signer its checkpoint key
     * @param how {@code auto}, {@code state}, {@code blocks}, or {@code survivor}: by state, with the signature of one
     *     member beside those of the validators, because the others are lost
     * @param needed whether this member has no blocks of earlier epochs: then it joins by state, whatever is said
     */
    public MemberJoin(Path root, String chain, Suite suite, String member, Signer signer, String how, boolean needed) {
        this.state = root.resolve("state");
        this.chain = chain;
        this.suite = suite;
        this.member = member;
        this.signer = signer;
        this.needed = needed;
        this.signatures = how.equals("survivor") ? 1 : Long.MAX_VALUE;
        this.shortest = needed
                ? 1
                : switch (how) {
                    case "state", "survivor" -> 4;
                    case "blocks" -> Long.MAX_VALUE;
                    default -> SHORTEST;
                };
        this.others = new OtherMembers(root);
    }

    // --- joining -----------------------------------------------------------------------------------------------------

    @Override
    public boolean lacks(boolean older) {
        return (older || needed) && !Files.exists(state);
    }

    @Override
    public Optional<Entrance> entrance(Network network, long first) throws IOException {
        if (Files.exists(state) || network.places().size() < 2) {
            return Optional.empty();
        }
        Optional<Entrance> entrance = offered(network, first);
        if (needed && entrance.isEmpty()) {
            throw new StateNeededException("no member that the file peers names answers with a block of this engine");
        }
        return entrance;
    }

    private Optional<Entrance> offered(Network network, long first) {
        List<String> answering = new ArrayList<>();
        Optional<TrustedHeader> header = Optional.empty();
        for (String address : others.addresses()) {
            try {
                Optional<TrustedHeader> found = header(address, network, first);
                if (found.isPresent()) {
                    answering.add(address);
                    header = header.isPresent() ? header : found;
                }
            } catch (IOException e) {
                LOG.warn("{} gives no header to begin with: {}", address, e.getMessage());
            }
        }
        if (header.isEmpty()) {
            return Optional.empty();
        }
        try {
            LightRelay one = relay(answering.getFirst());
            LightRelay other = relay(answering.getLast());
            LOG.info("this member has no state and asks {} others for theirs", answering.size());
            return Optional.of(new Entrance(
                    header.get().height(),
                    header.get().hash(),
                    header.get().evidence(),
                    List.of(one.address(), other.address())));
        } catch (IOException e) {
            LOG.warn("all blocks are taken: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** A verified header not above what is offered; empty when the chain is too short to be joined by its state. */
    private Optional<TrustedHeader> header(String address, Network network, long first) throws IOException {
        long height;
        try {
            height = Checkpoint.parse(others.newest(address)).checkpoint().height();
        } catch (CodecException e) {
            throw new IOException("no checkpoint", e);
        }
        return height < Math.max(shortest, first)
                ? Optional.empty()
                : Optional.of(
                        TrustedHeader.verify(others.evidence(address, Math.max(first, height - BEHIND)), network));
    }

    private LightRelay relay(String address) throws IOException {
        LightRelay relay = LightRelay.start(height -> json(others.lightBlock(address, height)));
        relays.add(relay);
        return relay;
    }

    private static JsonNode json(String text) throws IOException {
        try {
            return Json.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (Problem e) {
            throw new IOException("not JSON", e);
        }
    }

    @Override
    public Joining begin(byte[] description, byte[] root) throws IOException {
        Snapshot snapshot = Snapshot.decode(description);
        Checkpoint checkpoint = snapshot.checkpoint();
        if (!checkpoint.chain().equals(chain)
                || checkpoint.suite() != suite
                || !Arrays.equals(checkpoint.contentRoot(), root)) {
            throw new IOException("the state is not the one that the validators have signed");
        }
        begun = true;
        LOG.info(
                "joining by the state after block {}: {} leaves in {} chunks",
                checkpoint.height(),
                checkpoint.logSize(),
                snapshot.chunks());
        return new Attempt(snapshot, SnapshotJoin.begin(state, snapshot));
    }

    private final class Attempt implements Joining {
        private final Snapshot snapshot;
        private final SnapshotJoin join;

        Attempt(Snapshot snapshot, SnapshotJoin join) {
            this.snapshot = snapshot;
            this.join = join;
        }

        @Override
        public int chunks() {
            return snapshot.chunks();
        }

        @Override
        public Optional<String> take(int index, byte[] chunk) throws IOException {
            try {
                received.addAndGet(chunk.length);
                join.take(index, chunk);
                return Optional.empty();
            } catch (SnapshotException e) {
                LOG.warn("chunk {} was refused: {}", index, e.getMessage());
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public Joined finish() throws IOException {
            Checkpoint checkpoint = snapshot.checkpoint();
            List<String> signed = new ArrayList<>();
            for (String address : others.addresses()) {
                try {
                    signed.add(others.checkpoint(address, checkpoint.height()));
                } catch (IOException e) {
                    LOG.warn("{} gives no checkpoint of block {}", address, checkpoint.height());
                }
            }
            join.finish(signed, member, signer, signatures);
            LOG.info("joined: the state after block {} is here, {} bytes", checkpoint.height(), received());
            return new Joined(checkpoint.height(), checkpoint.time());
        }

        @Override
        public void close() {
            join.close();
        }
    }

    @Override
    public void forget() throws IOException {
        SnapshotJoin.discard(state);
    }

    @Override
    public void decided() {
        decided.countDown();
    }

    /** The engine of the present epoch, when it is CometBFT. */
    public void engine(CometBftEngine opened) {
        engine = opened;
    }

    /** Waits until the member's state may be opened. */
    public void await() throws IOException, InterruptedException {
        CometBftEngine running = engine;
        if (running == null) {
            return;
        }
        for (long second = 0; !decided.await(LOOK_SECONDS, TimeUnit.SECONDS); second += LOOK_SECONDS) {
            if (!begun && second >= PATIENCE_SECONDS) {
                if (needed) {
                    throw new StateNeededException("no member offers its state; let one record something");
                }
                LOG.warn("no member offers a state; all blocks are taken");
                running.takeBlocks();
            }
            if (!running.status().accepting()) {
                throw new IOException(running.status().detail());
            }
        }
        relays.forEach(LightRelay::close);
        relays.clear();
    }

    /** Bytes of chunks that came, refused ones too. */
    public long received() {
        return received.get();
    }

    // --- giving ------------------------------------------------------------------------------------------------------

    /** From now on others can join from this member's ledger, and it has from them the blocks that it lacks. */
    public void serve(MemberNode opened) {
        ledger = opened;
        source = opened.snapshots();
        CometBftEngine running = engine;
        if (running != null && running.missingBlock().isPresent()) {
            older = OlderBlocks.fetch(running, opened, others);
        }
    }

    @Override
    public Optional<Offer> offer(long height) {
        MemberNode open = ledger;
        SnapshotSource given = source;
        if (open == null || given == null || hasSwitched(open)) {
            return Optional.empty();
        }
        if (given.unread(height) > UNREAD_AT_ONCE) {
            read(given, height);
            return Optional.empty();
        }
        return given.at(height).map(snapshot -> new Offer(snapshot.encode(), snapshot.chunks()));
    }

    /** Where chunks end is found by reading the log once; whoever wants to join asks again. */
    private synchronized void read(SnapshotSource given, long height) {
        Thread running = reading;
        if (running == null || !running.isAlive()) {
            reading = Thread.ofPlatform().daemon().name("titlechain-snapshot").start(() -> {
                try {
                    var _ = given.at(height);
                } catch (RuntimeException e) {
                    LOG.warn("the log could not be read for members that join: {}", e.getMessage());
                }
            });
        }
    }

    /**
     * Whether a change of engines was voted for in this epoch. What a frozen block passed over must not count in a
     * later one, and only the blocks themselves say what that was: such a chain is joined by its blocks until the next
     * epoch.
     */
    private static boolean hasSwitched(Ledger ledger) {
        long height = ledger.status().height();
        long epoch = EngineBinding.at(ledger.state(), height + 1).epoch();
        return ledger.history("engine", 0, 1_000).stream()
                .map(version -> CanonicalDecoder.decode(version.value()).asMap())
                .anyMatch(map -> map.find("switching").isPresent()
                        && map.find("epoch")
                                .filter(value -> value.asLong() == epoch)
                                .isPresent());
    }

    @Override
    public byte[] chunk(byte[] description, int index) throws IOException {
        SnapshotSource given = source;
        if (given == null) {
            throw new IOException("the state is not open yet");
        }
        return given.chunk(Snapshot.decode(description), index);
    }

    /** What this member's CometBFT shows to light clients: see {@link CometBftEngine#lightBlock}. */
    public Optional<String> lightBlock(long nativeHeight) {
        CometBftEngine running = engine;
        try {
            return running == null ? Optional.empty() : Optional.of(running.lightBlock(nativeHeight));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The evidence of finality of the block of ours at the height, where the chain is over CometBFT now. */
    public Optional<byte[]> evidence(long height) {
        CometBftEngine running = engine;
        try {
            return running == null
                    ? Optional.empty()
                    : Optional.of(running.finality(height).evidence());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        relays.forEach(LightRelay::close);
        OlderBlocks fetching = older;
        if (fetching != null) {
            fetching.stop();
        }
        others.close();
        if (fetching != null) {
            fetching.close();
        }
    }
}
