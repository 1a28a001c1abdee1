package org.titlechain.cli;

import java.io.IOException;
import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.ConsistencyProof;
import tools.jackson.databind.JsonNode;

/** Takes checkpoints of a chain to the chain above it. Safe to repeat: what is anchored already stays as it is. */
final class Anchors {
    private Anchors() {}

    /**
     * A checkpoint as the chain above has it.
     *
     * @param text with the signatures that were verified there
     * @param position of the leaf that recorded it
     */
    record Anchor(String text, long position) {
        Checkpoint checkpoint() {
            return Checkpoint.parse(text).checkpoint();
        }
    }

    /** The newest anchor of a chain; empty when it is known above and nothing is anchored yet. */
    static Optional<Anchor> newest(PublicNode upper, String chain) throws IOException {
        return read(upper.json("/anchors/" + chain));
    }

    private static Optional<Anchor> read(JsonNode node) throws IOException {
        if (node.path("checkpoint").isNull()) {
            return Optional.empty();
        }
        try {
            Anchor anchor = new Anchor(
                    node.path("checkpoint").asString(""),
                    node.path("recorded").path("position").asLong());
            anchor.checkpoint();
            return Optional.of(anchor);
        } catch (CodecException e) {
            throw new IOException("what is anchored is no checkpoint", e);
        }
    }

    /** Anchors the newest checkpoint. */
    static Anchor anchorNewest(PublicNode lower, PublicNode upper) throws IOException {
        String chain =
                Checkpoint.parse(lower.checkpoint(/* quorum= */ 1)).checkpoint().chain();
        int quorum = upper.json("/anchors/" + chain).path("quorum").asInt(1);
        return anchor(lower, upper, lower.checkpoint(quorum));
    }

    /** Anchors this checkpoint, unless it or a newer one is anchored. What is anchored then, newest. */
    static Anchor anchor(PublicNode lower, PublicNode upper, String text) throws IOException {
        Checkpoint checkpoint = Checkpoint.parse(text).checkpoint();
        Optional<Anchor> known = newest(upper, checkpoint.chain());
        if (known.isPresent() && known.get().checkpoint().height() >= checkpoint.height()) {
            return known.get();
        }
        long from = known.map(anchor -> anchor.checkpoint().height()).orElse(checkpoint.height());
        ConsistencyProof shown = lower.consistency(from, checkpoint.height());
        byte[] body = new ConsistencyProof(shown.oldCheckpoint(), text, shown.path()).encode();
        return read(upper.post("/anchors", body)).orElseThrow(() -> new IOException("nothing was anchored"));
    }
}
