package org.titlechain.fabric;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.fabric.proof.Configurations;
import org.titlechain.fabric.proof.Evidence;
import org.titlechain.fabric.proof.FabricBlock;

/**
 * The channel as far as it was followed: every block comes after the one before and is signed by the orderers of the
 * configuration in force. Kept beside the archive: the configurations, each synced before anything under it counts, and
 * the number and hash of the last block, not synced: a lost or old note only checks less.
 */
final class FollowedChannel {
    private static final String CONFIGURATIONS = "configurations";
    private static final String LAST = "channel-block";

    private final Path folder;
    private final byte[] genesisHash;
    private @Nullable Configurations configurations;
    private long notedNumber = -1;
    private String notedHash = "";
    private long number = -1;
    private byte[] hash = {};

    private FollowedChannel(Path folder, byte[] genesisHash) {
        this.folder = folder;
        this.genesisHash = genesisHash.clone();
    }

    /** What this member may not follow: another channel, or one that took back what it gave. */
    static final class WrongChannelException extends IOException {
        private static final long serialVersionUID = 1L;

        WrongChannelException(String message) {
            super(message);
        }
    }

    static FollowedChannel open(Path folder, byte[] genesisHash) throws IOException {
        FollowedChannel channel = new FollowedChannel(folder, genesisHash);
        Path file = folder.resolve(CONFIGURATIONS);
        if (Files.exists(file)) {
            channel.read(Files.readAllBytes(file));
        }
        Path note = folder.resolve(LAST);
        if (Files.exists(note)) {
            String[] words =
                    Files.readString(note, StandardCharsets.US_ASCII).strip().split(" ", -1);
            if (words.length == 2 && words[0].matches("[0-9]{1,18}")) {
                channel.notedNumber = Long.parseLong(words[0]);
                channel.notedHash = words[1];
            }
        }
        return channel;
    }

    private void read(byte[] bytes) throws IOException {
        try {
            List<FabricBlock> blocks = Evidence.decodeBlocks(CanonicalDecoder.decode(bytes));
            Configurations known = Configurations.begin(blocks.getFirst(), genesisHash);
            for (FabricBlock block : blocks.subList(1, blocks.size())) {
                Optional<String> refusal = known.refusalOfNext(block);
                if (refusal.isPresent()) {
                    throw new IOException("the file " + CONFIGURATIONS + " is damaged: " + refusal.get());
                }
            }
            configurations = known;
        } catch (CodecException e) {
            throw new IOException("the file " + CONFIGURATIONS + " is damaged", e);
        } catch (IllegalArgumentException e) {
            throw new WrongChannelException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Where to go on: the last block that is in the archive, to be looked at again, or block 0.
     *
     * @param archived the number of that block; 0 when there is none
     */
    synchronized long resume(long archived) {
        number = -1;
        if (configurations == null || archived == 0) {
            configurations = null;
            return 0;
        }
        // A configuration that was noted, but whose block was not archived before the end, comes again.
        configurations = configurations.before(archived);
        return archived;
    }

    /**
     * Takes the next block.
     *
     * @throws WrongChannelException when this is not the channel that was followed
     * @throws IOException when the peer gives what the orderers did not sign: another peer may do better
     */
    synchronized void take(FabricBlock block) throws IOException {
        if (block.number() == notedNumber
                && !HexFormat.of().formatHex(block.hash()).equals(notedHash)) {
            throw new WrongChannelException("the channel took back block " + block.number()
                    + "; what was acknowledged is in the archive, and nothing more is taken from this channel");
        }
        if (configurations == null) {
            try {
                configurations = Configurations.begin(block, genesisHash);
            } catch (IllegalArgumentException e) {
                throw new WrongChannelException(String.valueOf(e.getMessage()));
            }
            keep(configurations);
        } else {
            if (number >= 0 && (block.number() != number + 1 || !Arrays.equals(block.previous(), hash))) {
                throw new IOException("the peer gave block " + block.number() + ", which does not follow " + number);
            }
            int before = configurations.blocks().size();
            Optional<String> refusal = configurations.refusalOfNext(block);
            if (refusal.isPresent()) {
                throw new IOException("the peer gave what cannot be: " + refusal.get());
            }
            if (configurations.blocks().size() > before) {
                keep(configurations);
            }
        }
        number = block.number();
        hash = block.hash();
        note(block.number(), HexFormat.of().formatHex(hash));
    }

    private void note(long newNumber, String newHash) throws IOException {
        if (newNumber <= notedNumber) {
            return;
        }
        Path fresh = folder.resolve(LAST + ".new");
        Files.writeString(fresh, newNumber + " " + newHash + "\n", StandardCharsets.US_ASCII);
        Files.move(fresh, folder.resolve(LAST), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        notedNumber = newNumber;
        notedHash = newHash;
    }

    private void keep(Configurations known) throws IOException {
        Path fresh = folder.resolve(CONFIGURATIONS + ".new");
        Files.write(fresh, CanonicalEncoder.encode(Evidence.encode(known.blocks())));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(
                fresh,
                folder.resolve(CONFIGURATIONS),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** The configurations under which a block was made; they must be known already. */
    synchronized List<FabricBlock> configurationsBefore(long blockNumber) throws IOException {
        if (configurations == null) {
            throw new IOException("the channel's configurations are not known yet");
        }
        return configurations.before(blockNumber).blocks();
    }
}
