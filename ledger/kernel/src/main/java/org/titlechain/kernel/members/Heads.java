package org.titlechain.kernel.members;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.CodecException;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.Checkpoint.SignatureLine;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;

/** The heads that were seen of each member: the newest, and enough earlier ones to notice a second history. */
final class Heads {
    private static final int KEPT = 512;

    private final Map<String, TreeMap<Long, String>> byMember = new TreeMap<>();

    /** A member's signed head that was verified. */
    record Head(String member, Checkpoint checkpoint, String text) {}

    /** The verified heads in a text, one for each member that signed it; none when anything in it is not valid. */
    static List<Head> verified(String text, TrustedMembers members) {
        TrustedMembers any = new TrustedMembers(members.chain(), members.suite(), 1, members.members());
        if (!(Verifier.check(text, any) instanceof Verifier.Signed(Checkpoint checkpoint))) {
            return List.of();
        }
        List<Head> heads = new ArrayList<>();
        for (SignatureLine line : signatures(text)) {
            String single = new Checkpoint.Signed(checkpoint, List.of(line)).text();
            heads.add(new Head(line.member(), checkpoint, single));
        }
        return heads;
    }

    private static List<SignatureLine> signatures(String text) {
        try {
            return Checkpoint.parse(text).signatures();
        } catch (CodecException e) {
            return List.of();
        }
    }

    /** Remembers the head; the earlier one of the same member and height when that says something else. */
    synchronized Optional<String> remember(Head head) {
        TreeMap<Long, String> heads = byMember.computeIfAbsent(head.member(), any -> new TreeMap<>());
        String before = heads.putIfAbsent(head.checkpoint().height(), head.text());
        if (heads.size() > KEPT) {
            heads.pollFirstEntry();
        }
        return Optional.ofNullable(before)
                .filter(text -> !Checkpoint.parse(text)
                        .checkpoint()
                        .body()
                        .equals(head.checkpoint().body()));
    }

    /** The newest head of each member, as text. */
    synchronized Map<String, String> newest() {
        Map<String, String> newest = new TreeMap<>();
        byMember.forEach((member, heads) -> newest.put(member, heads.lastEntry().getValue()));
        return newest;
    }
}
