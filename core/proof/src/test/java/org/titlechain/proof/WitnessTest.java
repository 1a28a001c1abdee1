package org.titlechain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.titlechain.proof.Verdict.Reason;
import org.titlechain.proof.Witness.Answer;

class WitnessTest {
    private static final HonestServer SERVER = new HonestServer(0);

    /** The same members with another history, from the first block on. */
    private static final HonestServer FORK = new HonestServer(1);

    private final Witness witness = new Witness(SERVER.trust, Optional.empty(), Optional.empty());

    @Test
    void shouldCosignTheFirstAndWhatIsShownToExtendIt() {
        assertThat(witness.see(head(SERVER, 2))).isEqualTo(new Answer.Follows(head(SERVER, 2)));
        assertThat(witness.see(SERVER.extension(2, 4))).isEqualTo(new Answer.Follows(head(SERVER, 4)));
        assertThat(witness.last()).contains(head(SERVER, 4));
    }

    @Test
    void shouldNotCosignANewerOneAlone() {
        witness.see(head(SERVER, 2));

        assertThat(witness.see(head(SERVER, 5))).isEqualTo(new Answer.Known());
        assertThat(witness.last()).contains(head(SERVER, 2));
    }

    @Test
    void shouldNotCosignWhatIsShownToExtendAnotherOne() {
        witness.see(head(SERVER, 3));

        assertThat(witness.see(SERVER.extension(2, 5))).isEqualTo(new Answer.Known());
        assertThat(witness.see(SERVER.extension(2, 3))).isEqualTo(new Answer.Known());
        assertThat(witness.last()).contains(head(SERVER, 3));
    }

    @Test
    void shouldNotCosignOnAProofThatDoesNotHold() {
        witness.see(head(SERVER, 2));
        ConsistencyProof other = SERVER.extension(3, 5);

        Answer answer = witness.see(new ConsistencyProof(head(SERVER, 2), head(SERVER, 5), other.path()));

        assertThat(answer).isEqualTo(new Answer.NotShown(Reason.PATH_WRONG));
        assertThat(witness.last()).contains(head(SERVER, 2));
        assertThat(witness.see(SERVER.extension(2, 5))).isEqualTo(new Answer.Follows(head(SERVER, 5)));
    }

    @Test
    void shouldNotCosignWhatAQuorumDidNotSign() {
        String byOne =
                SERVER.checkpoint(3).sign("registry", SERVER.signer("registry")).text();

        assertThat(witness.see(byOne)).isEqualTo(new Answer.NotShown(Reason.QUORUM_MISSED));
        witness.see(head(SERVER, 2));
        ConsistencyProof proof = SERVER.extension(2, 3);
        assertThat(witness.see(new ConsistencyProof(proof.oldCheckpoint(), byOne, proof.path())))
                .isEqualTo(new Answer.NotShown(Reason.QUORUM_MISSED));
        assertThat(witness.last()).contains(head(SERVER, 2));
    }

    @Test
    void shouldKeepTwoHeadsOfOneHeightAsEvidenceAndCosignNothingMore() {
        witness.see(head(SERVER, 2));

        Answer answer = witness.see(head(FORK, 2));

        SplitView evidence = new SplitView(head(SERVER, 2), head(FORK, 2));
        assertThat(answer).isEqualTo(new Answer.Split(evidence));
        assertThat(witness.see(SERVER.extension(2, 3))).isEqualTo(new Answer.Split(evidence));
        assertThat(witness.last()).contains(head(SERVER, 2));
        Verdict verdict = Verifier.verifyFile(evidence.encode(), SERVER.trust);
        assertThat(verdict.isValid()).isTrue();
        assertThat(verdict.english()).endsWith("registry, witness showed two histories.");
    }

    @Test
    void shouldFindASecondHistoryInItsOwnProofOfExtension() {
        witness.see(head(SERVER, 2));

        assertThat(witness.see(FORK.extension(2, 5)))
                .isEqualTo(new Answer.Split(new SplitView(head(SERVER, 2), head(FORK, 2))));
    }

    @Test
    void shouldFindEqualSizesWithOtherRootsAtAnotherHeight() {
        witness.see(head(SERVER, 2));
        Checkpoint fork = FORK.checkpoint(2);
        String later = FORK.sign(new Checkpoint(
                fork.chain(), fork.suite(), 3, fork.time() + 1, fork.logSize(), fork.logRoot(), fork.stateRoot()));

        assertThat(witness.see(later)).isEqualTo(new Answer.Split(new SplitView(head(SERVER, 2), later)));
    }

    @Test
    void shouldGoOnWithASplitThatWasSeenBefore() {
        SplitView evidence = new SplitView(head(SERVER, 2), head(FORK, 2));
        Witness again = new Witness(SERVER.trust, Optional.of(head(SERVER, 2)), Optional.of(evidence));

        assertThat(again.see(SERVER.extension(2, 3))).isEqualTo(new Answer.Split(evidence));
        assertThat(again.last()).contains(head(SERVER, 2));
    }

    @Test
    void shouldAccuseNobodyOfWhatItDidNotSign() {
        witness.see(head(SERVER, 2));
        String invented = FORK.checkpoint(2)
                .sign("registry", HonestServer.SUITE.signatures().signer(Seeds.of(9)))
                .text();

        assertThat(witness.see(invented)).isEqualTo(new Answer.NotShown(Reason.SIGNER_KEY_DIFFERS));
        assertThat(witness.compare(head(SERVER, 2), invented)).isEmpty();
        assertThat(witness.split()).isEmpty();
    }

    @Test
    void shouldFindNoContradictionWithinOneHistory() {
        for (String first : SERVER.checkpoints) {
            for (String second : SERVER.checkpoints) {
                assertThat(SplitView.between(first, second)).isEmpty();
            }
        }
        assertThat(List.of(head(SERVER, 5), head(FORK, 5)))
                .allSatisfy(text -> assertThat(SplitView.between(text, text)).isEmpty());
    }

    private static String head(HonestServer server, int height) {
        return server.checkpoints.get(height - 1);
    }
}
