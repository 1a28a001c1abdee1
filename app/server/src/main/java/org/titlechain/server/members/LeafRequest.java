package org.titlechain.server.members;

import java.time.Duration;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.proof.TrustedMembers;

/**
 * A member's request for another's leaves, signed with its checkpoint key: leaves are shown to members only.
 *
 * @param member who asks
 * @param time when, ms
 * @param from the first position
 * @param limit leaves at most
 */
public record LeafRequest(String member, long time, long from, int limit) {
    /** Leaves in one answer at most. */
    public static final int MOST = 200;

    private static final String TAG = "titlechain/peer/v1";
    private static final long TOLERANCE = Duration.ofMinutes(5).toMillis();

    private byte[] input(Suite suite) {
        return suite.signingInput(
                TAG,
                CanonicalEncoder.encode(Value.map()
                        .put("member", member)
                        .put("time", time)
                        .put("from", from)
                        .put("limit", limit)
                        .build()));
    }

    /** The asking member's signature. */
    public byte[] sign(Signer signer) {
        return signer.sign(input(signer.suite()));
    }

    /** Whether a member signed this within five minutes of now. */
    public boolean isOf(TrustedMembers members, byte[] signature, long now) {
        return Math.abs(now - time) <= TOLERANCE
                && limit >= 1
                && limit <= MOST
                && from >= 0
                && members.find(member)
                        .filter(known -> members.suite()
                                .signatures()
                                .verify(known.publicKey(), input(members.suite()), signature))
                        .isPresent();
    }
}
