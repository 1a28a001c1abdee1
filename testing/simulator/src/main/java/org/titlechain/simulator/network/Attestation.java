package org.titlechain.simulator.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.Checkpoint.Signed;
import org.titlechain.proof.Verifier;

/** What a member knows of what the members signed: cosigned checkpoints, and who said something else. */
final class Attestation {
    private static final long PATIENCE = 1_000;

    private final World world;
    private final int id;
    private final Map<Long, Map<Integer, Signed>> said = new HashMap<>();
    private final TreeMap<Long, Signed> cosigned = new TreeMap<>();
    private final Set<Integer> accused = new HashSet<>();
    private final Map<Long, Long> since = new HashMap<>();

    Attestation(World world, int id) {
        this.world = world;
        this.id = id;
    }

    /** The checkpoint of the height with the signatures of a quorum, if it has them. */
    Optional<Signed> cosigned(long height) {
        return Optional.ofNullable(cosigned.get(height));
    }

    /** The newest height that has them; 0 for none. */
    long newest() {
        return cosigned.isEmpty() ? 0 : cosigned.lastKey();
    }

    Set<Integer> accused() {
        return accused;
    }

    /** The members that have not said anything about the height. */
    List<Integer> silent(long height) {
        List<Integer> silent = new ArrayList<>();
        for (int member = 0; member < Schedule.MEMBERS; member++) {
            if (!said.getOrDefault(height, Map.of()).containsKey(member)) {
                silent.add(member);
            }
        }
        return silent;
    }

    /** A member said something; false when it is not validly signed by it. */
    boolean hear(int member, String text) {
        if (!(Verifier.check(text, world.anyMember()) instanceof Verifier.Signed)) {
            return false;
        }
        Signed signed = Checkpoint.parse(text);
        if (!signed.signatures().getFirst().member().equals(World.name(member))) {
            return false;
        }
        long height = signed.checkpoint().height();
        said.computeIfAbsent(height, missing -> new TreeMap<>()).putIfAbsent(member, signed);
        since.putIfAbsent(height, world.time());
        compare(height);
        return true;
    }

    private void compare(long height) {
        Map<Integer, Signed> all = said.getOrDefault(height, Map.of());
        Map<String, Map<Integer, Signed>> groups = new LinkedHashMap<>();
        all.forEach((member, signed) -> groups.computeIfAbsent(
                        world.has(NetworkDefect.COSIGNED_WITHOUT_COMPARING)
                                ? ""
                                : signed.checkpoint().body(),
                        missing -> new TreeMap<>())
                .put(member, signed));
        for (Map<Integer, Signed> group : groups.values()) {
            if (group.size() >= World.QUORUM) {
                List<Checkpoint.SignatureLine> lines = new ArrayList<>();
                group.values().forEach(signed -> lines.addAll(signed.signatures()));
                Signed together = new Signed(group.values().iterator().next().checkpoint(), lines);
                cosigned.put(height, together);
                all.forEach((member, signed) -> {
                    if (!group.containsKey(member)) {
                        accuse(member, signed, together);
                    }
                });
            }
        }
        if (world.has(NetworkDefect.SLOW_MEMBER_IS_CALLED_A_LIAR)
                && world.time() - since.getOrDefault(height, world.time()) > PATIENCE) {
            silent(height).forEach(member -> world.checker().accused(id, member, "", ""));
        }
    }

    private void accuse(int member, Signed lie, Signed truth) {
        if (!world.has(NetworkDefect.LIAR_IS_NOT_NAMED) && accused.add(member)) {
            world.checker().accused(id, member, lie.text(), truth.text());
        }
    }
}
