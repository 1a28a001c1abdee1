package org.titlechain.cometbft;

import java.io.IOException;

/**
 * A header that more than two thirds of a network's validators have signed, verified with nothing but the network file:
 * where a light client may begin, whoever gave it.
 *
 * @param height its native height
 * @param hash its hash
 * @param evidence what it was verified by
 */
public record TrustedHeader(long height, byte[] hash, byte[] evidence) {
    /**
     * The header that the evidence of a block's finality is made of.
     *
     * @throws IOException when it does not prove what it says
     */
    public static TrustedHeader verify(byte[] evidence, Network network) throws IOException {
        try {
            FinalityProof proof = FinalityProof.verify(evidence, network);
            return new TrustedHeader(
                    proof.nativeHeight() + 1,
                    LightBlock.decode(evidence).signed().blockHash(),
                    evidence);
        } catch (FinalityProof.InvalidException e) {
            throw new IOException("the header is not to be trusted: " + e.getMessage(), e);
        }
    }
}
