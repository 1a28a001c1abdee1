package org.titlechain.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.titlechain.codec.CodecException;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.Checkpoint.SignatureLine;
import org.titlechain.proof.Checkpoint.Signed;

/**
 * Brings together the signatures of several members under one checkpoint, each asked of that member's own node. Whoever
 * takes the result verifies it: a line that is wrong only makes it worthless.
 */
final class Cosignatures {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final List<PublicNode> members;

    /** The other members' nodes. */
    Cosignatures(List<PublicNode> members) {
        this.members = List.copyOf(members);
    }

    /**
     * The checkpoint with signatures of so many members; those who are a block behind are waited for.
     *
     * @param text a checkpoint with one signature at least
     * @throws IOException when so many did not sign it within some seconds
     */
    String gather(String text, int quorum) throws IOException {
        Signed own = Checkpoint.parse(text);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<SignatureLine> lines = new ArrayList<>(own.signatures());
            for (PublicNode member : members) {
                if (lines.size() < quorum) {
                    lines.addAll(missing(member, own, lines));
                }
            }
            if (lines.size() >= quorum) {
                return new Signed(own.checkpoint(), lines).text();
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException("of " + quorum + " members that the chain above wants, " + lines.size()
                        + " signed height " + own.checkpoint().height());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static List<SignatureLine> missing(PublicNode member, Signed own, List<SignatureLine> known) {
        try {
            Signed theirs = Checkpoint.parse(new String(
                    member.get("/peer/checkpoints/" + own.checkpoint().height()), StandardCharsets.UTF_8));
            if (!theirs.checkpoint().body().equals(own.checkpoint().body())) {
                return List.of();
            }
            return theirs.signatures().stream()
                    .filter(line ->
                            known.stream().noneMatch(before -> before.member().equals(line.member())))
                    .toList();
        } catch (IOException | CodecException e) {
            // It has not come so far, or is away: others may do.
            return List.of();
        }
    }
}
