package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.Origin;

/** What CometBFT is told when a state cannot be stored: the attempt is over, said why, and may begin anew. */
final class SnapshotsTest {
    private static final byte[] DESCRIPTION = {1, 2, 3};
    private static final byte[] ROOT = new byte[32];
    private static final long ACCEPT = 1;
    private static final long ABORT = 2;

    @TempDir
    Path folder;

    private final List<Long> joined = new ArrayList<>();
    private int closed;

    private static long result(ProtoWriter answer) {
        ProtoReader in = new ProtoReader(answer.toBytes());
        assertThat(in.next()).isTrue();
        assertThat(in.field()).isEqualTo(1);
        return in.number();
    }

    private static ProtoReader offer() {
        ProtoWriter snapshot = new ProtoWriter()
                .varint(1, 40)
                .varint(2, 1)
                .varint(3, 1)
                .bytes(4, Ed25519Key.sha256(DESCRIPTION))
                .bytes(5, DESCRIPTION);
        return new ProtoReader(
                new ProtoWriter().message(1, snapshot).bytes(2, ROOT).toBytes());
    }

    private static ProtoReader chunk() {
        return new ProtoReader(new ProtoWriter()
                .varint(1, 0)
                .bytes(2, new byte[] {9})
                .text(3, "sender")
                .toBytes());
    }

    /** Whoever joins has a disk of this room. */
    private StateSync disk(boolean full) {
        return new GivenState(Optional.empty(), List.of()) {
            @Override
            public Joining begin(byte[] description, byte[] root) {
                return new Joining() {
                    @Override
                    public Optional<String> take(int index, byte[] chunk) throws IOException {
                        if (full) {
                            throw new IOException("No space left on device");
                        }
                        return Optional.empty();
                    }

                    @Override
                    public int chunks() {
                        return 1;
                    }

                    @Override
                    public Joined finish() {
                        return new Joined(17, 5_000);
                    }

                    @Override
                    public void close() {
                        closed++;
                    }
                };
            }
        };
    }

    @Test
    void shouldEndTheAttemptWhenTheDiskIsFullAndSucceedWhenThereIsRoom() throws IOException {
        try (BlockArchive archive = BlockArchive.open(folder, Origin.GENESIS)) {
            try (Snapshots full = snapshots(archive, true)) {
                assertThat(result(full.offerSnapshot(offer()))).isEqualTo(ACCEPT);
                assertThat(result(full.apply(chunk()))).isEqualTo(ABORT);
                assertThat(full.trouble()).contains("cannot be stored").contains("No space left on device");
                // The attempt is over: nothing of it is taken any more.
                assertThat(closed).isEqualTo(1);
                assertThat(result(full.apply(chunk()))).isEqualTo(ABORT);
            }
            assertThat(joined).isEmpty();
            assertThat(archive.nativeHeight()).isZero();
            try (Snapshots room = snapshots(archive, false)) {
                assertThat(result(room.offerSnapshot(offer()))).isEqualTo(ACCEPT);
                assertThat(result(room.apply(chunk()))).isEqualTo(ACCEPT);
                assertThat(room.trouble()).isEmpty();
            }
            assertThat(joined).containsExactly(40L, 17L);
            assertThat(closed).isEqualTo(2);
        }
    }

    private Snapshots snapshots(BlockArchive archive, boolean full) {
        return new Snapshots(archive, disk(full), (nativeHeight, state, root) -> {
            joined.add(nativeHeight);
            joined.add(state.height());
        });
    }
}
