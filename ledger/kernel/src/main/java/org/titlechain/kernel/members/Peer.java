package org.titlechain.kernel.members;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.titlechain.proof.SignedProof;

/** Another member's node, as far as it shows itself. Nothing that it says is believed without a signature. */
public interface Peer {
    /** Where it is, for operators. */
    String address();

    /** Its newest checkpoint's text, signed by itself. */
    String newest() throws IOException;

    /** Its checkpoint of the height, where it has one. */
    Optional<String> checkpoint(long height) throws IOException;

    /** Its leaves from the position on, at most so many. */
    List<byte[]> leaves(long from, int limit) throws IOException;

    /** What it holds under the state keys after the given one (empty: from the first), in order, at most so many. */
    List<Held> held(String afterKey, int limit) throws IOException;

    /** Its proof of what it holds under the key, signed as its answer. */
    SignedProof prove(String key) throws IOException;

    /** What it has seen of others: the newest head of each, and accusations. */
    Seen seen() throws IOException;

    /**
     * What a member holds under a state key, in short.
     *
     * @param version how often it was written
     * @param digest that of the value as it is stored
     */
    record Held(String key, long version, byte[] digest) {}

    /**
     * What a member has seen of others.
     *
     * @param heads checkpoint texts
     * @param accusations in their canonical bytes
     */
    record Seen(List<String> heads, List<byte[]> accusations) {
        public Seen {
            heads = List.copyOf(heads);
            accusations = List.copyOf(accusations);
        }
    }
}
