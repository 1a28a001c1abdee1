package org.titlechain.witness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.titlechain.codec.CodecException;
import org.titlechain.crypto.Signer;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.ConsistencyProof;
import org.titlechain.proof.SplitView;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import org.titlechain.proof.Witness;
import org.titlechain.proof.Witness.Answer;
import org.titlechain.witness.Report.Shown;
import org.titlechain.witness.Report.State;
import org.titlechain.witness.WitnessFolder.Seen;

/**
 * The rounds of a witness: each asks every member for its newest signed checkpoint and for the proof that it extends
 * what was cosigned last. Two histories are found within the round in which both are shown. For one thread.
 */
final class WitnessRounds {
    /** Heads at most that wait to be joined; beyond that the oldest is forgotten. */
    private static final int MOST_OPEN = 64;

    private final TrustedMembers trust;
    private final String name;
    private final Signer signer;
    private final WitnessFolder folder;
    private final List<MemberLink> members;
    private final Witness witness;
    private final SequencedSet<String> open;

    /**
     * The rounds of a witness that goes on where its folder says.
     *
     * @param name the witness's name in its signatures; not one of the members
     */
    WitnessRounds(TrustedMembers trust, String name, WitnessFolder folder, List<MemberLink> members)
            throws IOException {
        if (trust.find(name).isPresent()) {
            throw new IOException("a witness needs a name of its own: " + name + " is a member");
        }
        Seen seen = folder.seen();
        this.trust = trust;
        this.name = name;
        this.signer = folder.signer();
        this.folder = folder;
        this.members = List.copyOf(members);
        this.witness = new Witness(trust, seen.last(), folder.evidence());
        this.open = seen.open();
    }

    /** Asks every member once. A failed write of what was seen ends the witness: it must not sign what it forgets. */
    Report round() {
        List<Shown> shown = new ArrayList<>();
        for (MemberLink member : members) {
            if (witness.split().isEmpty()) {
                shown.add(look(member));
            }
        }
        settle();
        return report(shown);
    }

    private Report report(List<Shown> shown) {
        if (witness.split().isPresent()) {
            return new Report(State.SPLIT_VIEW, Optional.empty(), witness.split(), shown);
        }
        boolean fine = open.isEmpty()
                && shown.stream().allMatch(member -> member.trouble().isEmpty());
        Optional<String> cosigned = witness.last()
                .map(text -> Checkpoint.parse(text).with(name, signer).text());
        return new Report(fine ? State.WATCHING : State.NOT_SHOWN, cosigned, Optional.empty(), shown);
    }

    private Shown look(MemberLink member) {
        String address = member.address().toString();
        String head;
        try {
            head = member.head();
        } catch (IOException e) {
            return new Shown(address, /* height= */ -1, "no answer: " + e.getMessage());
        }
        long height;
        try {
            height = height(head);
        } catch (CodecException e) {
            return new Shown(address, /* height= */ -1, "no checkpoint");
        }
        Answer answer = take(witness.see(head));
        if (answer instanceof Answer.NotShown(Verdict.Reason reason) && reason != Verdict.Reason.QUORUM_MISSED) {
            return new Shown(address, height, reason.name());
        }
        String trouble;
        try {
            trouble = trust.quorum() == 1 ? join(member, head) : joinCosigned(member, head);
        } catch (IOException | CodecException e) {
            trouble = "no proof: " + e.getMessage();
        }
        if (!trouble.isEmpty()) {
            wait(head);
        }
        return new Shown(address, height, trouble);
    }

    /** Joins a head to what was cosigned last; why it cannot be joined, empty when it can. */
    private String join(MemberLink member, String head) throws IOException {
        if (witness.split().isPresent() || isLast(head)) {
            return "";
        }
        if (height(head) < cosignedHeight()) {
            return isOnTheWay(head) ? "" : "its head is older and nobody shows that it is of the same history";
        }
        Optional<ConsistencyProof> proof = member.consistency(cosignedHeight(), height(head));
        if (proof.isEmpty()) {
            return "it does not show that its head extends height " + cosignedHeight();
        }
        Answer answer = take(witness.see(new ConsistencyProof(
                proof.get().oldCheckpoint(), head, proof.get().path())));
        return answer instanceof Answer.NotShown(Verdict.Reason reason) ? reason.name() : isShown(answer, head);
    }

    private String isShown(Answer answer, String head) {
        return answer instanceof Answer.Split || isLast(head) ? "" : "its proof is about other checkpoints";
    }

    /** Where several members make a checkpoint, what a quorum signed is joined; a single head is only compared. */
    private String joinCosigned(MemberLink member, String head) throws IOException {
        Optional<String> cosigned = member.cosigned();
        if (cosigned.isEmpty()) {
            return "it has no checkpoint of a quorum yet";
        }
        if (witness.last().isEmpty()) {
            Answer answer = take(witness.see(cosigned.get()));
            return answer instanceof Answer.NotShown(Verdict.Reason reason) ? reason.name() : "";
        }
        // The member's own head shows a second history although no quorum stands behind it.
        if (height(head) > cosignedHeight()) {
            Optional<ConsistencyProof> own = member.consistency(cosignedHeight(), height(head));
            if (own.isPresent()) {
                take(witness.see(own.get()));
            }
        }
        return join(member, cosigned.get());
    }

    /** Compares an older head with the history that was cosigned; false when no member shows its checkpoint there. */
    private boolean isOnTheWay(String head) {
        for (MemberLink member : members) {
            Optional<String> before = beforeLast(member, height(head));
            if (before.isPresent()) {
                witness.compare(before.get(), head).ifPresent(folder::keep);
                return true;
            }
        }
        return false;
    }

    /** The checkpoint of the height that the member proves to come before the one that was cosigned last. */
    private Optional<String> beforeLast(MemberLink member, long height) {
        try {
            return member.consistency(height, cosignedHeight())
                    .filter(proof -> Verifier.verify(proof, trust.anyOne()).isValid())
                    .filter(proof -> isLast(proof.newCheckpoint()))
                    .map(ConsistencyProof::oldCheckpoint);
        } catch (IOException e) {
            // This member does not show it; perhaps another does.
            return Optional.empty();
        }
    }

    /** Heads that could not be joined when they were seen are compared once the chain has passed them. */
    private void settle() {
        if (witness.last().isEmpty()) {
            return;
        }
        List<String> settled = new ArrayList<>();
        for (String head : open) {
            if (witness.split().isEmpty() && height(head) <= cosignedHeight() && (isLast(head) || isOnTheWay(head))) {
                settled.add(head);
            }
        }
        if (!settled.isEmpty()) {
            settled.forEach(open::remove);
            keep();
        }
    }

    private void wait(String head) {
        if (open.add(head)) {
            if (open.size() > MOST_OPEN) {
                open.removeFirst();
            }
            keep();
        }
    }

    /** Makes durable what follows from the answer, before anybody is shown it. */
    private Answer take(Answer answer) {
        switch (answer) {
            case Answer.Follows follows -> keep();
            case Answer.Split(SplitView evidence) -> folder.keep(evidence);
            case Answer.Known known -> {}
            case Answer.NotShown notShown -> {}
        }
        return answer;
    }

    private void keep() {
        folder.keep(new Seen(witness.last(), open));
    }

    private boolean isLast(String text) {
        return witness.last().filter(last -> body(last).equals(body(text))).isPresent();
    }

    private long cosignedHeight() {
        return witness.last().map(WitnessRounds::height).orElse(0L);
    }

    private static long height(String text) {
        return Checkpoint.parse(text).checkpoint().height();
    }

    private static String body(String text) {
        return Checkpoint.parse(text).checkpoint().body();
    }
}
