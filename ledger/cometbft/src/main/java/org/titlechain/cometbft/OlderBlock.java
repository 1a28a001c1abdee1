package org.titlechain.cometbft;

import java.io.IOException;
import java.util.Arrays;
import org.titlechain.driver.NativeBlock;

/** A native block as its evidence of finality proves it, for a member that has the state behind it already. */
final class OlderBlock {
    private OlderBlock() {}

    /**
     * The block whose root after it is known.
     *
     * @throws IOException when the evidence is false, or of a block after which there is another root
     */
    static NativeBlock of(byte[] evidence, Network network, byte[] root) throws IOException {
        try {
            FinalityProof proof = FinalityProof.verify(evidence, network);
            if (!Arrays.equals(proof.root(), root)) {
                throw new IOException("the evidence is of another block: the root after it differs");
            }
            return new NativeBlock(
                    proof.nativeHeight(),
                    proof.time(),
                    LightBlock.decode(evidence).transactions());
        } catch (FinalityProof.InvalidException e) {
            throw new IOException("the evidence is false: " + e.getMessage(), e);
        }
    }
}
