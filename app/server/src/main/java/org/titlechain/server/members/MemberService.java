package org.titlechain.server.members;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.MemberNode;
import org.titlechain.kernel.members.MemberWatch;
import org.titlechain.kernel.members.Peer;
import org.titlechain.proof.Checkpoint;
import org.titlechain.server.DataFolder;

/** Watches the other members from this node: one thread, one round after the other, a pause between them. */
public final class MemberService implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final MemberWatch watch;
    private final String member;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private MemberService(MemberWatch watch, String member) {
        this.watch = watch;
        this.member = member;
        this.thread = Thread.ofPlatform().name("titlechain-members").daemon().unstarted(this::run);
    }

    /**
     * A watch that has not begun; empty when the folder has no member's key, as in a node that only reads.
     *
     * @throws IOException when the key or the folder of accusations cannot be used
     */
    public static Optional<MemberService> open(Path root, Suite suite, Ledger ledger, Clock clock) throws IOException {
        Path file = root.resolve("keys").resolve(DataFolder.NODE_KEY + ".key");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Signer signer = KeyFile.read(file, suite);
        String member = nameOf(ledger);
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        PeerAddresses addresses = new PeerAddresses(root, ledger, member);
        MemberWatch watch = new MemberWatch(new MemberWatch.Options(
                ledger,
                member,
                signer,
                () -> addresses.all().stream()
                        .<Peer>map(address -> new HttpPeer(client, address, member, signer, clock))
                        .toList(),
                root.resolve("accusations"),
                difference -> halt(ledger, difference),
                clock));
        return Optional.of(new MemberService(watch, member));
    }

    /** Begins the rounds. */
    public void begin() {
        thread.start();
    }

    /** The member that signs this node's checkpoints. */
    public static String nameOf(Ledger ledger) {
        try {
            return Checkpoint.parse(ledger.checkpoint()).signatures().getFirst().member();
        } catch (CodecException e) {
            throw new IllegalStateException("the node's own checkpoint cannot be read", e);
        }
    }

    private static void halt(Ledger ledger, String difference) {
        if (ledger instanceof MemberNode node) {
            node.halt(difference);
        }
    }

    private void run() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    watch.round();
                } catch (RuntimeException e) {
                    org.slf4j.LoggerFactory.getLogger(MemberService.class)
                            .warn(
                                    "a round over the members failed: {}",
                                    e.getClass().getSimpleName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is known of the others. */
    public MemberWatch watch() {
        return watch;
    }

    /** This node's member. */
    public String member() {
        return member;
    }

    @Override
    public void close() {
        closing.countDown();
        boolean interrupted = false;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
