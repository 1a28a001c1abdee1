package org.titlechain.proof;

import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.proof.Verdict.Invalid;
import org.titlechain.proof.Verdict.Reason;
import org.titlechain.proof.Verifier.CheckpointVerdict;
import org.titlechain.proof.Verifier.Refused;

/**
 * What a witness (见证人) of one chain may cosign: the first valid checkpoint that it sees, and then only what is shown to
 * extend the one that it cosigned last. Once it has seen two signed checkpoints that contradict each other it cosigns
 * nothing any more: which of the two histories is the chain's is for people to say.
 *
 * <p>It does no I/O and reads no clock. Whoever uses it makes {@link #last} and {@link #split} durable before a
 * cosignature is shown to anybody, and begins with them again after a restart. For one thread.
 */
public final class Witness {
    private final TrustedMembers trust;
    private final TrustedMembers anyMember;
    private Optional<String> last;
    private Optional<SplitView> split;

    /**
     * A witness that goes on where it stood.
     *
     * @param trust the members, and how many of them make a checkpoint that is worth a cosignature
     * @param last the text of the checkpoint that was cosigned last; empty at the beginning
     * @param split the contradiction that was seen before, if any
     */
    public Witness(TrustedMembers trust, Optional<String> last, Optional<SplitView> split) {
        this.trust = trust;
        this.anyMember = trust.anyOne();
        this.last = last;
        this.split = split;
    }

    /** What a witness says to what it was shown. */
    public sealed interface Answer {
        /** The checkpoint may be cosigned; it is {@link #last} now. */
        record Follows(String checkpoint) implements Answer {}

        /** Nothing is wrong and nothing is newer. */
        record Known() implements Answer {}

        /** It may not be cosigned, for this reason; a better answer may come. */
        record NotShown(Reason reason) implements Answer {}

        /** The members showed two histories. */
        record Split(SplitView evidence) implements Answer {}
    }

    /** The text of the checkpoint that was cosigned last. */
    public Optional<String> last() {
        return last;
    }

    /** The contradiction that was seen, if any. */
    public Optional<SplitView> split() {
        return split;
    }

    /** Shows the witness a signed checkpoint alone: it follows when it is the first, else it is only compared. */
    public Answer see(String checkpoint) {
        if (split.isPresent()) {
            return new Answer.Split(split.get());
        }
        CheckpointVerdict checked = Verifier.check(checkpoint, anyMember);
        if (checked instanceof Refused(Reason reason)) {
            return new Answer.NotShown(reason);
        }
        if (last.isEmpty()) {
            return follow(checkpoint);
        }
        return compare(last.get(), checkpoint).<Answer>map(Answer.Split::new).orElseGet(Answer.Known::new);
    }

    /**
     * Shows the witness two signed checkpoints of one member and the proof that the later log begins with the earlier.
     * Where the earlier one is of the height of {@link #last}, the later follows if the proof holds.
     */
    public Answer see(ConsistencyProof proof) {
        if (last.isEmpty() || split.isPresent()) {
            return see(proof.newCheckpoint());
        }
        for (String text : new String[] {proof.oldCheckpoint(), proof.newCheckpoint()}) {
            Answer seen = see(text);
            if (!(seen instanceof Answer.Known)) {
                return seen;
            }
        }
        Checkpoint cosigned = parsed(last.get());
        if (!parsed(proof.oldCheckpoint()).body().equals(cosigned.body())) {
            return new Answer.Known();
        }
        if (Verifier.verify(proof, anyMember) instanceof Invalid(Reason reason)) {
            return new Answer.NotShown(reason);
        }
        boolean newer = parsed(proof.newCheckpoint()).height() > cosigned.height();
        return newer ? follow(proof.newCheckpoint()) : new Answer.Known();
    }

    /** Compares two signed checkpoints that the witness was shown at different times or by different members. */
    public Optional<SplitView> compare(String first, String second) {
        boolean signed = Verifier.check(first, anyMember) instanceof Verifier.Signed
                && Verifier.check(second, anyMember) instanceof Verifier.Signed;
        Optional<SplitView> found = signed ? SplitView.between(first, second) : Optional.empty();
        if (split.isEmpty()) {
            split = found;
        }
        return found;
    }

    private Answer follow(String checkpoint) {
        if (Verifier.check(checkpoint, trust) instanceof Refused(Reason reason)) {
            return new Answer.NotShown(reason);
        }
        last = Optional.of(checkpoint);
        return new Answer.Follows(checkpoint);
    }

    /** Of a text that was checked before. */
    private static Checkpoint parsed(String text) throws CodecException {
        return Checkpoint.parse(text).checkpoint();
    }
}
