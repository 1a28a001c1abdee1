package org.titlechain.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.cli.Anchors.Anchor;
import org.titlechain.codec.CodecException;
import org.titlechain.proof.AnchoredProof;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.Receipt;
import org.titlechain.proof.TitleProof;

/** Puts a title proof together with the anchors of its checkpoint in the chains above ({@code docs/formats.md}, 9b). */
final class AnchoredProofs {
    private static final int ATTEMPTS = 8;

    private final PublicNode own;
    private final Cosignatures cosignatures;
    private final List<PublicNode> above;

    /**
     * Proofs that go up.
     *
     * @param own the node of the lowest chain
     * @param cosignatures where the other members of that chain sign
     * @param above a node of each chain above, from the lowest up
     */
    AnchoredProofs(PublicNode own, Cosignatures cosignatures, List<PublicNode> above) {
        this.own = own;
        this.cosignatures = cosignatures;
        this.above = List.copyOf(above);
    }

    /** Makes a title proof of the present moment. */
    @FunctionalInterface
    interface Title {
        byte[] make() throws IOException;
    }

    /** The proof; what is not anchored yet is anchored for it. */
    byte[] prove(Title title) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TitleProof proof = decoded(title.make());
            Anchor anchor = Anchors.anchor(own, above.getFirst(), signedEnough(proof.checkpoint()));
            if (sameLines(anchor.text(), proof.checkpoint())) {
                byte[] file = new TitleProof(proof.unit(), proof.sheet(), proof.proof(), anchor.text()).encode();
                return new AnchoredProof(file, anchors(anchor)).encode();
            }
            // A newer checkpoint was anchored in between: a proof of that one is made.
        }
        throw new IOException("newer checkpoints were anchored again and again; try again");
    }

    /** With as many signatures as the chain above wants of this one. */
    private String signedEnough(String checkpoint) throws IOException {
        String chain = Checkpoint.parse(checkpoint).checkpoint().chain();
        int quorum = above.getFirst().json("/anchors/" + chain).path("quorum").asInt(1);
        return quorum > 1 ? cosignatures.gather(checkpoint, quorum) : checkpoint;
    }

    private List<Receipt> anchors(Anchor lowest) throws IOException {
        List<Receipt> receipts = new ArrayList<>();
        Anchor below = lowest;
        for (int level = 0; level < above.size(); level++) {
            String query = "/anchors/" + below.checkpoint().chain() + "/receipt?of="
                    + below.checkpoint().height();
            if (level + 1 == above.size()) {
                receipts.add(receipt(above.get(level), query));
                return receipts;
            }
            Anchor next = covering(above.get(level), above.get(level + 1), below.position());
            Receipt receipt =
                    receipt(above.get(level), query + "&at=" + next.checkpoint().height());
            receipts.add(new Receipt(receipt.leaf(), receipt.position(), receipt.path(), next.text()));
            below = next;
        }
        return receipts;
    }

    /** An anchored checkpoint of the lower chain whose log holds the position. */
    private static Anchor covering(PublicNode lower, PublicNode upper, long position) throws IOException {
        String chain =
                Checkpoint.parse(lower.checkpoint(/* quorum= */ 1)).checkpoint().chain();
        Optional<Anchor> known = Anchors.newest(upper, chain)
                .filter(anchor -> anchor.checkpoint().logSize() > position);
        return known.isPresent() ? known.get() : Anchors.anchorNewest(lower, upper);
    }

    private static Receipt receipt(PublicNode node, String query) throws IOException {
        try {
            return Receipt.decode(node.get(query));
        } catch (CodecException e) {
            throw new IOException(node.address() + " gave no receipt", e);
        }
    }

    private static TitleProof decoded(byte[] file) throws IOException {
        try {
            return TitleProof.decode(file);
        } catch (CodecException e) {
            throw new IOException("the node gave no title proof", e);
        }
    }

    private static boolean sameLines(String first, String second) {
        return Checkpoint.parse(first)
                .checkpoint()
                .body()
                .equals(Checkpoint.parse(second).checkpoint().body());
    }
}
