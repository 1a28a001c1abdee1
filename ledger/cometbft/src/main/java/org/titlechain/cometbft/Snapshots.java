package org.titlechain.cometbft;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.cometbft.StateSync.Joining;
import org.titlechain.cometbft.StateSync.Offer;
import org.titlechain.driver.BlockArchive;

/**
 * The four requests of CometBFT's state sync. Heights are native; what is offered is the state after the last block of
 * ours up to there. A light client needs the two headers behind it, so the newest native blocks are never offered.
 */
final class Snapshots implements AutoCloseable {
    /** The one format of snapshots. */
    private static final long FORMAT = 1;

    /** Headers that must follow the height of an offer. */
    private static final int HEADERS = 2;

    /** On a long chain offers stand at round heights, so that members that are asked one after the other agree. */
    private static final long ROUND = 100;

    private static final int ACCEPT = 1;
    private static final int ABORT = 2;
    private static final int REJECT = 3;
    private static final int RETRY = 3;
    private static final int REJECT_FORMAT = 4;
    private static final int REJECT_SNAPSHOT = 5;

    private final BlockArchive archive;
    private final StateSync sync;
    private final JoinedAt whenJoined;
    private @Nullable Joining joining;
    private long joiningAt;
    private byte[] joiningRoot = new byte[0];
    private volatile String trouble = "";

    /** What follows when a member has joined. */
    interface JoinedAt {
        void joined(long nativeHeight, StateSync.Joined state, byte[] root);
    }

    /** A snapshot as CometBFT describes it. */
    private record Description(long height, long format, byte[] hash, byte[] metadata) {
        static Description of(ProtoReader in) {
            long height = 0;
            long format = 0;
            byte[] hash = new byte[0];
            byte[] metadata = new byte[0];
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> height = in.number();
                    case 2 -> format = in.number();
                    case 4 -> hash = in.bytes();
                    case 5 -> metadata = in.bytes();
                    default -> {}
                }
            }
            return new Description(height, format, hash, metadata);
        }
    }

    Snapshots(BlockArchive archive, StateSync sync, JoinedAt whenJoined) {
        this.archive = archive;
        this.sync = sync;
        this.whenJoined = whenJoined;
    }

    ProtoWriter list() {
        ProtoWriter out = new ProtoWriter();
        long height = offeredHeight(archive.nativeHeight() - HEADERS);
        if (height > 0) {
            offer(height)
                    .ifPresent(offer -> out.message(
                            1,
                            new ProtoWriter()
                                    .varint(1, height)
                                    .varint(2, FORMAT)
                                    .varint(3, offer.chunks())
                                    .bytes(4, Ed25519Key.sha256(offer.description()))
                                    .bytes(5, offer.description())));
        }
        return out;
    }

    private static long offeredHeight(long newest) {
        return newest < 10 * ROUND ? newest : newest - newest % ROUND;
    }

    private Optional<Offer> offer(long nativeHeight) {
        long height = archive.heightAt(nativeHeight);
        return height < archive.firstHeight() ? Optional.empty() : sync.offer(height);
    }

    ProtoWriter load(ProtoReader in) {
        long height = 0;
        long index = 0;
        while (in.next()) {
            if (in.field() == 1) {
                height = in.number();
            } else if (in.field() == 3) {
                index = in.number();
            }
        }
        try {
            Optional<Offer> offer = offer(height);
            return offer.isEmpty()
                    ? new ProtoWriter()
                    : new ProtoWriter().bytes(1, sync.chunk(offer.get().description(), Math.toIntExact(index)));
        } catch (IOException | RuntimeException e) {
            // Nothing: the other side asks somebody else.
            trouble = "a chunk could not be given: " + e.getMessage();
            return new ProtoWriter();
        }
    }

    ProtoWriter offerSnapshot(ProtoReader in) {
        Description description = new Description(0, 0, new byte[0], new byte[0]);
        byte[] root = new byte[0];
        while (in.next()) {
            if (in.field() == 1) {
                description = Description.of(in.message());
            } else if (in.field() == 2) {
                root = in.bytes();
            }
        }
        if (description.format() != FORMAT) {
            return result(REJECT_FORMAT);
        }
        close();
        if (archive.nativeHeight() != 0) {
            trouble = "cometbft wants to begin again behind this member's state: start the node anew";
            return result(ABORT);
        }
        if (!Arrays.equals(description.hash(), Ed25519Key.sha256(description.metadata()))) {
            return result(REJECT);
        }
        try {
            joining = sync.begin(description.metadata(), root);
            joiningAt = description.height();
            joiningRoot = root;
            return result(ACCEPT);
        } catch (IOException e) {
            trouble = "a snapshot was refused: " + e.getMessage();
            return result(REJECT);
        }
    }

    ProtoWriter apply(ProtoReader in) {
        int index = 0;
        byte[] chunk = new byte[0];
        String sender = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> index = Math.toIntExact(in.number());
                case 2 -> chunk = in.bytes();
                case 3 -> sender = in.text();
                default -> {}
            }
        }
        Joining open = joining;
        if (open == null) {
            return result(ABORT);
        }
        try {
            Optional<String> refusal = open.take(index, chunk);
            if (refusal.isPresent()) {
                trouble = "chunk " + index + " of " + sender + " was refused: " + refusal.get();
                return result(RETRY).message(2, new ProtoWriter().raw(index)).text(3, sender);
            }
        } catch (IOException e) {
            trouble = "the state cannot be stored: " + e.getMessage();
            close();
            return result(ABORT);
        }
        return index + 1 == open.chunks() ? finish(open) : result(ACCEPT);
    }

    private ProtoWriter finish(Joining open) {
        try {
            whenJoined.joined(joiningAt, open.finish(), joiningRoot);
            trouble = "";
            return result(ACCEPT);
        } catch (IOException e) {
            trouble = "a snapshot was refused: " + e.getMessage();
            return result(REJECT_SNAPSHOT);
        } finally {
            close();
        }
    }

    private static ProtoWriter result(int result) {
        return new ProtoWriter().varint(1, result);
    }

    /** What was refused last, for operators; else empty. */
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        Joining open = joining;
        joining = null;
        if (open != null) {
            open.close();
        }
    }
}
