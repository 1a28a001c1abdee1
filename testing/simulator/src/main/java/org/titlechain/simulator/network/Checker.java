package org.titlechain.simulator.network;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.kernel.SteppedMember;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.Receipt;
import org.titlechain.proof.TitleProof;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import org.titlechain.simulator.network.Mail.Ordered;

/** Sees everything at once, as nobody can on a real network, and says what must never be. */
final class Checker {
    /** Mail that was sent before a line was cut arrives within so many ms. */
    private static final long ON_THE_WAY = 1_300;

    private final World world;
    private final Map<Long, String> blocks = new HashMap<>();
    private final Map<Long, String> bodies = new TreeMap<>();
    private final Map<String, Long> orderedAt = new HashMap<>();
    private final Map<String, Receipt> acknowledged = new HashMap<>();
    private final Set<String> submitted = new HashSet<>();
    private final Set<Integer> namedBy = new HashSet<>();
    private final Set<Integer> heardLie = new HashSet<>();
    private final Map<Integer, Long> minoritySince = new HashMap<>();
    private final Set<Integer> rotten = new HashSet<>();
    private @Nullable String violation;

    Checker(World world) {
        this.world = world;
    }

    /** The first thing that must never be; null for none. */
    @Nullable
    String violation() {
        return violation;
    }

    int acknowledgedCount() {
        return acknowledged.size();
    }

    private void violated(String sentence) {
        if (violation == null) {
            violation = world.clockwork().now() + " ms: " + sentence;
        }
    }

    /** The member is in a group that is too small to decide anything. */
    void cutOff(int member, boolean isCutOff) {
        if (isCutOff) {
            minoritySince.putIfAbsent(member, world.clockwork().now());
        } else {
            minoritySince.remove(member);
        }
    }

    /** A byte of the member's state was damaged on purpose: it may stop. */
    void rots(int member) {
        rotten.add(member);
    }

    void submitted(Entry entry) {
        submitted.add(entry.idText());
    }

    void decided(int member, Ordered block) {
        long height = block.block().height();
        String first = blocks.putIfAbsent(height, block.digest());
        if (first != null && !first.equals(block.digest())) {
            violated("two blocks are decided at height " + height + ", the second by " + World.name(member));
        }
        for (byte[] bytes : block.block().entries()) {
            orderedAt.putIfAbsent(
                    HexFormat.of().formatHex(bytes), world.clockwork().now());
        }
    }

    void applied(int member, long height, String text) {
        if (world.lies(member, Schedule.Lie.DECIDES_OTHERWISE)) {
            return;
        }
        String body = Checkpoint.parse(text).checkpoint().body();
        String first = bodies.putIfAbsent(height, body);
        if (first != null && !first.equals(body)) {
            violated(World.name(member) + " has other roots at height " + height + " than another honest member");
        }
    }

    void stopped(int member, String reason) {
        if (!world.isLiar(member) && !rotten.remove(member)) {
            violated(World.name(member) + " stopped itself: " + reason);
        }
    }

    /** The member sends the receipt of an entry. */
    void acknowledges(int member, byte[] entryId) {
        Long since = minoritySince.get(member);
        Long ordered = orderedAt(entryId);
        if (since != null && ordered != null && ordered > since + ON_THE_WAY) {
            violated(World.name(member) + " is cut off with too few since " + since + " ms and acknowledges");
        }
    }

    private @Nullable Long orderedAt(byte[] entryId) {
        for (int number = 0; number < world.schedule().entries(); number++) {
            Entry entry = Entries.entry(number);
            if (Arrays.equals(entry.id(), entryId)) {
                return orderedAt.get(HexFormat.of().formatHex(entry.bytes()));
            }
        }
        return null;
    }

    void falseReceipt(int from, String problem) {
        if (!world.isLiar(from)) {
            violated(World.name(from) + " is honest and gave a receipt that proves nothing: " + problem);
        }
    }

    void acknowledged(int from, Entry entry, Receipt receipt) {
        acknowledged.put(entry.idText(), receipt);
    }

    void heard(int member, int from, String text) {
        Checkpoint said = Checkpoint.parse(text).checkpoint();
        String truth = bodies.get(said.height());
        if (truth != null && !truth.equals(said.body())) {
            heardLie.add(member);
            if (!world.isLiar(from)) {
                violated(World.name(from) + " is honest and signed other roots at height " + said.height());
            }
        }
    }

    void accused(int by, int member, String lie, String truth) {
        if (world.isLiar(by)) {
            return;
        }
        if (!world.isLiar(member)) {
            violated(World.name(by) + " names " + World.name(member) + ", which is honest");
            return;
        }
        boolean isProven = Verifier.check(lie, world.anyMember()) instanceof Verifier.Signed
                && Verifier.check(truth, world.trust()) instanceof Verifier.Signed
                && !Checkpoint.parse(lie)
                        .checkpoint()
                        .body()
                        .equals(Checkpoint.parse(truth).checkpoint().body());
        if (!isProven) {
            violated(World.name(by) + " names " + World.name(member) + " without proof");
        }
        namedBy.add(by);
    }

    void cosigned(String text) {
        Checkpoint seen = Checkpoint.parse(text).checkpoint();
        if (!seen.body().equals(bodies.get(seen.height()))) {
            violated("the witness cosigned roots at height " + seen.height() + " that no honest member has");
        }
    }

    /** Everything healed: clients have their receipts and members stand at the same height. */
    boolean isSettled() {
        long height = world.member(0).ledger().height();
        boolean joined =
                world.schedule().joinsAt() < 0 || world.member(Schedule.MEMBERS).isUp();
        return joined
                && world.clients().stream().allMatch(ClientProcess::isDone)
                && world.members().stream()
                        .filter(MemberProcess::isUp)
                        .allMatch(member -> member.ledger().height() == height && member.known() == height)
                && unnamed().isEmpty();
    }

    /** The honest members that heard a lie and have not named the liar. */
    private List<Integer> unnamed() {
        List<Integer> unnamed = new ArrayList<>();
        for (int member : heardLie) {
            if (!world.isLiar(member) && !namedBy.contains(member)) {
                unnamed.add(member);
            }
        }
        return unnamed;
    }

    /** What must be at the end of every run. */
    void end() {
        if (violation != null) {
            return;
        }
        if (!isSettled()) {
            long open =
                    world.clients().stream().filter(client -> !client.isDone()).count();
            violated("everything is well again for long, and "
                    + (open > 0
                            ? open + " clients have no receipt"
                            : unnamed().isEmpty() ? "members stand at different heights" : "the liar is not named"));
            return;
        }
        for (int member = 0; member <= Schedule.MEMBERS; member++) {
            MemberProcess process = world.member(member);
            if (process.isUp() && !world.isLiar(member)) {
                try {
                    audit(member, process.ledger());
                } catch (UncheckedIOException e) {
                    // The store finds its own damage when it is read: the member would stop and make its state anew.
                    stopped(member, String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void audit(int member, SteppedMember ledger) {
        acknowledged.forEach((entryId, receipt) -> {
            Outcome outcome = ledger.outcome(HexFormat.of().parseHex(entryId)).orElse(null);
            if (outcome == null) {
                violated(World.name(member) + " has lost an acknowledged entry");
            } else if (outcome.leaves().stream().noneMatch(leaf -> leaf.position() == receipt.position())
                    || ledger.leaves(receipt.position(), 1).stream()
                            .noneMatch(leaf -> Arrays.equals(leaf.bytes(), receipt.leaf()))) {
                violated(World.name(member) + " has another decision about an acknowledged entry");
            }
        });
        Map<String, Integer> leaves = new HashMap<>();
        for (Leaf leaf : ledger.leaves(0, 10_000)) {
            String place =
                    leaf.map().get("entry") + "/" + leaf.map().get("index").asLong();
            if (leaves.merge(place, 1, Integer::sum) > 1) {
                violated("an entry has two effects at " + World.name(member));
            }
        }
        long counted = 0;
        for (String key : ledger.keys("access/", "", 100)) {
            counted += ledger.state().find(key).orElseThrow().get("count").asLong();
        }
        long expected = 0;
        for (int number = 0; number < world.schedule().entries(); number++) {
            expected += Entries.views(number);
        }
        if (counted != expected) {
            violated(World.name(member) + " counts " + counted + " views, and there were " + expected);
        }
        for (String key : ledger.keys("unit/", "", 100)) {
            Verdict verdict = Verifier.verify(TitleProof.decode(ledger.prove(key)), world.anyMember());
            if (!verdict.isValid() && member < Schedule.MEMBERS) {
                violated(World.name(member) + " gives a title proof that proves nothing: " + verdict.english());
            }
        }
    }
}
