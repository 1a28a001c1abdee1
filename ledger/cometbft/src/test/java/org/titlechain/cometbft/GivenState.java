package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.testkit.ledger.TestRoots;

/** A state that is no more than a height and a time, given to whoever joins, over the real state sync. */
class GivenState implements StateSync {
    private static final Pattern RPC = Pattern.compile("laddr = \"tcp://(127\\.0\\.0\\.1:[0-9]+)\"");

    private final Optional<byte[]> begin;
    private final List<Path> others;
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile @Nullable CometBftEngine engine;

    /**
     * A member's.
     *
     * @param begin evidence that its light client begins with; empty for a member that joins by blocks
     * @param others the folders of two members, whose CometBFT the light client asks itself
     */
    GivenState(Optional<byte[]> begin, List<Path> others) {
        this.begin = begin;
        this.others = others;
    }

    /** Waits until the member has its state; from then on it gives it. */
    void awaitDecided(CometBftEngine opened) throws InterruptedException {
        assertThat(decided.await(60, TimeUnit.SECONDS))
                .as(opened.status().detail())
                .isTrue();
        engine = opened;
    }

    @Override
    public boolean lacks(boolean older) {
        return false;
    }

    @Override
    public Optional<Entrance> entrance(Network network, long first) throws IOException {
        if (begin.isEmpty()) {
            return Optional.empty();
        }
        TrustedHeader header = TrustedHeader.verify(begin.get(), network);
        return Optional.of(new Entrance(
                header.height(),
                header.hash(),
                header.evidence(),
                List.of(rpc(others.getFirst()), rpc(others.getLast()))));
    }

    private static String rpc(Path member) throws IOException {
        Matcher matcher = RPC.matcher(Files.readString(member.resolve("cometbft/config/config.toml")));
        assertThat(matcher.find()).isTrue();
        return "http://" + matcher.group(1);
    }

    @Override
    public Optional<Offer> offer(long height) {
        CometBftEngine open = engine;
        if (open == null) {
            return Optional.empty();
        }
        try (BlockCursor cursor = open.read(height)) {
            return cursor.next(Duration.ofSeconds(5))
                    .map(block -> new Offer(
                            ByteBuffer.allocate(2 * Long.BYTES)
                                    .putLong(height)
                                    .putLong(block.time())
                                    .array(),
                            1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public byte[] chunk(byte[] description, int index) {
        return description;
    }

    @Override
    public Joining begin(byte[] description, byte[] root) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(description);
        Joined joined = new Joined(in.getLong(), in.getLong());
        if (!Arrays.equals(root, TestRoots.root(joined.height()))) {
            throw new IOException("another root");
        }
        return new Joining() {
            @Override
            public Optional<String> take(int index, byte[] chunk) {
                return Arrays.equals(chunk, description) ? Optional.empty() : Optional.of("another chunk");
            }

            @Override
            public int chunks() {
                return 1;
            }

            @Override
            public Joined finish() {
                return joined;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public void forget() {
        // There is nothing.
    }

    @Override
    public void decided() {
        decided.countDown();
    }
}
