package org.titlechain.kernel.members;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private static final int TEXTS = 1_024;

    /** A head of many members has a few kilobytes; what is longer is verified each time and not kept. */
    private static final int LONGEST_KEPT = 16 << 10;

    private final Map<String, TreeMap<Long, String>> byMember = new TreeMap<>();
    private final Map<String, List<Head>> byText = new LinkedHashMap<>();
    private String trusted = "";

    /** A member's signed head that was verified. */
    record Head(String member, Checkpoint checkpoint, String text) {}

    /**
     * The verified heads in a text, one for each member that signed it; none when anything in it is not valid. The same
     * text comes again and again while a chain rests: its signatures are verified once for the same members.
     */
    synchronized List<Head> verified(String text, TrustedMembers members) {
        String now = members.text();
        if (!now.equals(trusted)) {
            trusted = now;
            byText.clear();
        }
        List<Head> known = byText.get(text);
        if (known == null) {
            known = verify(text, members);
            if (byText.size() >= TEXTS) {
                byText.remove(byText.keySet().iterator().next());
            }
            if (text.length() <= LONGEST_KEPT) {
                byText.put(text, known);
            }
        }
        return known;
    }

    private static List<Head> verify(String text, TrustedMembers members) {
        TrustedMembers any = members.anyOne();
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
