package org.titlechain.client;

import java.util.List;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Entry;

/**
 * An entry that is not signed yet.
 *
 * @param suite the chain's algorithms
 * @param body what will be signed
 */
public record Draft(Suite suite, Entry.Body body) {
    /** The commands. */
    public List<MapValue> commands() {
        return body.commands();
    }

    /** The bytes that the device with the key signs. */
    public byte[] signingInput() {
        return Entry.signingInput(suite, body);
    }

    /**
     * The entry with the signature that was made over {@link #signingInput()}.
     *
     * @throws IllegalArgumentException when it is not a signature of the draft's key over it
     */
    public Entry withSignature(byte[] signature) {
        if (!suite.signatures().verify(body.publicKey(), signingInput(), signature)) {
            throw new IllegalArgumentException("not a signature of this draft by its key");
        }
        return Entry.withSignature(suite, body, signature);
    }

    /** The entry, signed by a key that is at hand. */
    public Entry signedBy(Signer signer) {
        return Entry.signed(body, signer);
    }
}
