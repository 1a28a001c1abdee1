package org.titlechain.server.join;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.titlechain.cometbft.CometBftEngine;
import org.titlechain.cometbft.Home;
import org.titlechain.driver.BlockArchive;
import org.titlechain.epochs.Epoch;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.EngineFolder;

/**
 * A member whose key for ordering is there again, and whose record of what the key voted for is lost, takes up its vote
 * behind the blocks that it holds now. The lost process voted for nothing later than the block after the chain's newest
 * of its time: once the others have decided blocks without it, no vote of before can be contradicted.
 */
public final class LostVotes {
    /** How far apart the clocks of members may be. */
    private static final Duration CLOCKS = Duration.ofSeconds(10);

    private LostVotes() {}

    /**
     * Takes up the vote of the stopped member in the data folder.
     *
     * @param survivors whether its members gave up on purpose what nobody who is left holds: then it is not asked for
     *     that the others went on without this member
     * @return the native height behind which it votes
     * @throws StartException {@code MEMBER_VOTES_KNOWN} when nothing is lost, {@code MEMBER_VOTE_UNSAFE} when a vote of
     *     before could be contradicted
     */
    public static long takeUp(Path root, boolean survivors) throws IOException {
        Epoch present = EngineFolder.epochs(root).getLast();
        if (!present.kind().equals(CometBftEngine.NAME)) {
            throw refused("MEMBER_VOTES_KNOWN: the chain is not on CometBFT");
        }
        Home home = EngineFolder.cometbftHome(root, present.number());
        if (!home.isObserving()) {
            throw refused("MEMBER_VOTES_KNOWN: the record of this member's votes is not lost; it votes");
        }
        try (BlockArchive archive = BlockArchive.open(EngineFolder.archive(root, present), present.origin())) {
            Instant newest = Instant.ofEpochMilli(archive.time());
            Instant since = home.observingSince().plus(CLOCKS);
            if (archive.nativeHeight() == 0 || !survivors && newest.isBefore(since)) {
                throw refused("MEMBER_VOTE_UNSAFE: the newest block here is of " + newest
                        + "; the others must have made one after " + since
                        + " without this member, and it must be here. Start the node, let the others record something,"
                        + " and stop it again");
            }
            home.voteAgain(archive.nativeHeight());
            return archive.nativeHeight();
        }
    }

    private static StartException refused(String why) {
        return new StartException(Kind.CONFIGURATION, why);
    }
}
