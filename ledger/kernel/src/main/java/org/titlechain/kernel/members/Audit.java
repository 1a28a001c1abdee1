package org.titlechain.kernel.members;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.members.Peer.Held;
import org.titlechain.proof.Accusation;
import org.titlechain.proof.SignedProof;
import org.titlechain.proof.TrustedMembers;

/**
 * Looks through what another member holds, a few keys in each round and again from the first when it has seen all: a
 * head says what was decided, not that the database below it is whole. A digest that is not this member's is only a
 * reason to ask; what counts is the answer that the other signs, when it does not lead to the root that it signed too.
 */
final class Audit {
    private static final int KEYS_AT_ONCE = 250;
    private static final int ROUNDS_OF_REST = 4;
    private static final int QUESTIONS_AT_ONCE = 8;

    private final Ledger own;
    private final String member;
    private final Signer signer;
    private final Map<String, Place> places = new HashMap<>();

    /** How far a member was looked through, or how many rounds are left to the next time. */
    private record Place(String afterKey, int rest) {}

    Audit(Ledger own, String member, Signer signer) {
        this.own = own;
        this.member = member;
        this.signer = signer;
    }

    /** What this member holds after the key. */
    static List<Held> held(Ledger ledger, HashFunction hash, String afterKey, int limit) {
        List<Held> held = new ArrayList<>();
        for (String key : ledger.keys("", afterKey, limit)) {
            ledger.find(key)
                    .ifPresent(version -> held.add(new Held(key, version.version(), hash.hash(version.value()))));
        }
        return held;
    }

    /** This member's own answer. */
    static SignedProof answer(Ledger ledger, Signer signer, String key) {
        return SignedProof.of(ledger.prove(key), signer);
    }

    /** Looks at the next keys of the member; the accusations that follow, of this member itself too. */
    List<Accusation> next(String name, Peer peer, TrustedMembers members) throws IOException {
        Place place = places.getOrDefault(name, new Place("", 0));
        if (place.rest() > 0) {
            places.put(name, new Place("", place.rest() - 1));
            return List.of();
        }
        List<Held> theirs = peer.held(place.afterKey(), KEYS_AT_ONCE);
        List<Held> mine = held(own, members.suite().hash(), place.afterKey(), KEYS_AT_ONCE);
        boolean last = theirs.size() < KEYS_AT_ONCE && mine.size() < KEYS_AT_ONCE;
        String end = last ? "" : end(mine, theirs);
        places.put(name, new Place(end, last ? ROUNDS_OF_REST : 0));
        List<Accusation> found = new ArrayList<>();
        for (String key : different(mine, theirs, end)) {
            judge(name, peer, key, members).ifPresent(found::add);
        }
        return found;
    }

    /** Up to here both lists say everything. */
    private static String end(List<Held> mine, List<Held> theirs) {
        String left = mine.size() < KEYS_AT_ONCE ? null : mine.getLast().key();
        String right = theirs.size() < KEYS_AT_ONCE ? null : theirs.getLast().key();
        return left == null ? String.valueOf(right) : right == null || left.compareTo(right) < 0 ? left : right;
    }

    private static List<String> different(List<Held> mine, List<Held> theirs, String end) {
        Map<String, Held> left = byKey(mine);
        Map<String, Held> right = byKey(theirs);
        TreeSet<String> keys = new TreeSet<>(left.keySet());
        keys.addAll(right.keySet());
        return keys.stream()
                .filter(key -> end.isEmpty() || key.compareTo(end) <= 0)
                .filter(key -> differ(left.get(key), right.get(key)))
                .limit(QUESTIONS_AT_ONCE)
                .toList();
    }

    private static Map<String, Held> byKey(List<Held> held) {
        Map<String, Held> byKey = new TreeMap<>();
        held.forEach(each -> byKey.put(each.key(), each));
        return byKey;
    }

    /** Another version is a block that one of the two has and the other not yet. */
    private static boolean differ(
            @org.jspecify.annotations.Nullable Held left, @org.jspecify.annotations.Nullable Held right) {
        return left == null
                || right == null
                || left.version() == right.version() && !Arrays.equals(left.digest(), right.digest());
    }

    private Optional<Accusation> judge(String name, Peer peer, String key, TrustedMembers members) throws IOException {
        long height = own.find(key).map(Ledger.Version::height).orElse(0L);
        SignedProof mine = answer(own, signer, key);
        if (!mine.leadsToRoot(members)) {
            return Optional.of(Accusation.ofValue(member, member, height, mine, signer));
        }
        SignedProof theirs = peer.prove(key);
        boolean wrong = theirs.key().equals(key)
                && members.find(name)
                        .filter(known -> theirs.isOf(known, members.suite()))
                        .isPresent()
                && !theirs.leadsToRoot(members);
        return wrong ? Optional.of(Accusation.ofValue(member, name, height, theirs, signer)) : Optional.empty();
    }
}
