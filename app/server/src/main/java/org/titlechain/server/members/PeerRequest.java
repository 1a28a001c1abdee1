package org.titlechain.server.members;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.proof.TrustedMembers;

/**
 * A member's request to another, signed with its checkpoint key: leaves and values are shown to members only
 * ({@code docs/formats.md}, section 17).
 *
 * @param member who asks
 * @param time when, ms
 * @param wanted what it asks for, by field
 */
public record PeerRequest(String member, long time, Map<String, Value> wanted) {
    /** Leaves in one answer at most. */
    public static final int MOST_LEAVES = 200;

    /** Keys in one answer at most. */
    public static final int MOST_KEYS = 500;

    private static final String TAG = "titlechain/peer/v1";
    private static final long TOLERANCE = Duration.ofMinutes(5).toMillis();

    public PeerRequest {
        wanted = Map.copyOf(wanted);
    }

    /** A request for leaves, from a position on. */
    public static PeerRequest leaves(String member, long time, long from, int limit) {
        return new PeerRequest(member, time, Map.of("from", Value.of(from), "limit", Value.of(limit)));
    }

    /** A request for what is held under the state keys after one. */
    public static PeerRequest values(String member, long time, String after, int limit) {
        return new PeerRequest(member, time, Map.of("after", Value.of(after), "limit", Value.of(limit)));
    }

    /** A request for a signed proof of what is held under a state key. */
    public static PeerRequest proof(String member, long time, String key) {
        return new PeerRequest(member, time, Map.of("key", Value.of(key)));
    }

    private byte[] input(Suite suite) {
        Map<String, Value> fields = new TreeMap<>(wanted);
        fields.put("member", Value.of(member));
        fields.put("time", Value.of(time));
        return suite.signingInput(TAG, CanonicalEncoder.encode(Value.map(fields)));
    }

    /** The asking member's signature. */
    public byte[] sign(Signer signer) {
        return signer.sign(input(signer.suite()));
    }

    /** Whether a member signed this within five minutes of now. */
    public boolean isOf(TrustedMembers members, byte[] signature, long now) {
        return Math.abs(now - time) <= TOLERANCE
                && members.find(member)
                        .filter(known -> members.suite()
                                .signatures()
                                .verify(known.publicKey(), input(members.suite()), signature))
                        .isPresent();
    }
}
