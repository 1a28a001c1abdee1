package org.titlechain.proof;

import java.util.List;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.proof.Verdict.Invalid;
import org.titlechain.proof.Verdict.Reason;

/**
 * A proof file that a member gave and signed as its own answer, so that it cannot say later that it did not: a proof
 * that does not lead to the root of its own checkpoint speaks against it ({@code docs/formats.md}, section 17).
 *
 * @param proof the file: a title proof or a record proof, under a checkpoint of the member
 * @param signature the member's
 */
public record SignedProof(byte[] proof, byte[] signature) {
    private static final String TAG = "titlechain/answer/v1";

    /** The member's answer. */
    public static SignedProof of(byte[] proof, Signer signer) {
        return new SignedProof(proof, signer.sign(signer.suite().signingInput(TAG, proof)));
    }

    /** Whether the member signed it. */
    public boolean isOf(TrustedMembers.Member member, Suite suite) {
        return suite.signatures().verify(member.publicKey(), suite.signingInput(TAG, proof), signature);
    }

    /**
     * Whether the state of the proof's checkpoint holds what the proof shows. What cannot be read as a proof, or is
     * under no checkpoint of the members, proves nothing against anybody and counts as if it did.
     */
    public boolean leadsToRoot(TrustedMembers members) {
        TrustedMembers any = members.anyOne();
        return !(Verifier.verifyFile(proof, any) instanceof Invalid(Reason reason))
                || reason != Reason.STATE_PROOF_WRONG && reason != Reason.TERMINAL_WRONG;
    }

    /** The state key that the proof is about; empty when it cannot be read. */
    public String key() {
        return text("key");
    }

    /** The text of the checkpoint that the proof is under; empty when it cannot be read. */
    public String checkpoint() {
        return text("checkpoint");
    }

    private String text(String field) {
        try {
            return CanonicalDecoder.decode(proof).asMap().get(field).asText();
        } catch (CodecException e) {
            return "";
        }
    }

    MapValue toMap() {
        return Value.map().put("proof", proof).put("signature", signature).build();
    }

    static SignedProof read(MapValue map) {
        Fields.require(map, List.of("proof", "signature"));
        return new SignedProof(map.get("proof").asBytes(), map.get("signature").asBytes());
    }
}
