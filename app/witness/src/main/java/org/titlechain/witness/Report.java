package org.titlechain.witness;

import java.util.List;
import java.util.Optional;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.SplitView;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;

/**
 * How the witness stands after a round.
 *
 * @param state the worst of what it found
 * @param cosigned the newest checkpoint with the members' signatures and the witness's own; empty before the first, and
 *     while a split view is open
 * @param evidence the split view
 * @param members what each member showed in the round
 */
public record Report(State state, Optional<String> cosigned, Optional<SplitView> evidence, List<Shown> members) {
    public Report {
        members = List.copyOf(members);
    }

    /** The states, and the exit status of each. */
    public enum State {
        /** What the members show follows from what was cosigned. */
        WATCHING("watching", 0),
        /** The members showed two histories; nothing is cosigned any more. */
        SPLIT_VIEW("split-view", 1),
        /** A member did not answer, or did not show that its head extends what was cosigned. */
        NOT_SHOWN("not-shown", 3);

        private final String label;
        private final int status;

        State(String label, int status) {
            this.label = label;
            this.status = status;
        }

        /** The name in what the witness shows. */
        public String label() {
            return label;
        }

        /** The exit status of a single round. */
        public int status() {
            return status;
        }
    }

    /**
     * What a member showed.
     *
     * @param address where it was asked
     * @param height of its newest signed checkpoint; −1 when there was no answer
     * @param trouble why it could not be cosigned; empty when nothing is wrong
     */
    public record Shown(String address, long height, String trouble) {}

    /** The state as one sentence in Chinese. */
    public String chinese(TrustedMembers trust) {
        return switch (state) {
            case WATCHING -> "链 " + trust.chain() + "：已会签至高度 " + height() + "，各成员出示的账本前后一致。";
            case NOT_SHOWN -> "链 " + trust.chain() + "：已会签至高度 " + height() + "；有成员未应答，或未能证明其账本是已会签账本的延续。";
            case SPLIT_VIEW -> "不再会签链 " + trust.chain() + "：" + verdict(trust).chinese();
        };
    }

    /** The state as one sentence in English. */
    public String english(TrustedMembers trust) {
        return switch (state) {
            case WATCHING ->
                "Chain " + trust.chain() + ": cosigned up to height " + height() + "; all that members show follows.";
            case NOT_SHOWN ->
                "Chain " + trust.chain() + ": cosigned up to height " + height()
                        + "; a member did not answer, or did not show that its ledger extends what was cosigned.";
            case SPLIT_VIEW ->
                "Chain " + trust.chain() + " is not cosigned any more: "
                        + verdict(trust).english();
        };
    }

    private Verdict verdict(TrustedMembers trust) {
        return Verifier.verify(evidence.orElseThrow(), trust);
    }

    /** The height of the newest cosigned checkpoint; 0 before the first. */
    public long height() {
        return cosigned.map(text -> Checkpoint.parse(text).checkpoint().height())
                .orElse(0L);
    }
}
