package org.titlechain.cometbft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.cometbft.Network.Validator;
import org.titlechain.ledger.Finality;
import org.titlechain.testkit.ledger.TestEntries;
import org.titlechain.testkit.ledger.TestRoots;

/** Evidence of real blocks, as it is and altered. */
final class FinalityProofTest {
    @TempDir
    Path folder;

    @Test
    void shouldProveTheRootAndRefuseEveryAlteration() throws Exception {
        TestNetwork test = TestNetwork.of(folder, 1);
        Finality first;
        Finality second;
        try (CometBftEngine engine = test.open(0)) {
            TestRoots.tell(engine, engine);
            engine.append(TestEntries.entry(1)).get(20, TimeUnit.SECONDS);
            engine.append(TestEntries.entry(2)).get(20, TimeUnit.SECONDS);
            first = engine.finality(1);
            second = engine.finality(2);
            assertThat(engine.finality(1).evidence()).isEqualTo(first.evidence());
        }
        Network network = test.network();
        assertThat(FinalityProof.verify(first.evidence(), network).root()).isEqualTo(TestRoots.root(1));
        assertThat(FinalityProof.verify(second.evidence(), network).root()).isEqualTo(TestRoots.root(2));
        assertEveryByteCounts(second.evidence(), network);
        assertRefused(
                second.evidence(),
                new Network("other", network.genesisTime(), network.distance(), network.validators()));
        assertRefused(second.evidence(), stranger(network));
        TrustedHeader header = TrustedHeader.verify(second.evidence(), network);
        assertThat(header.hash())
                .isEqualTo(LightBlock.decode(second.evidence()).signed().blockHash());
        assertThat(header.height())
                .isEqualTo(LightBlock.decode(second.evidence()).signed().height());
        assertThatThrownBy(() -> TrustedHeader.verify(withoutVotes(second.evidence()), network))
                .isInstanceOf(IOException.class);
        assertRefused(withoutVotes(second.evidence()), network);
        assertRefused(withVoteTwice(second.evidence()), network);
        assertRefused(new byte[0], network);
    }

    private static void assertEveryByteCounts(byte[] evidence, Network network) {
        List<Integer> accepted = new ArrayList<>();
        for (int i = 0; i < evidence.length; i++) {
            byte[] altered = evidence.clone();
            altered[i] ^= (byte) (1 << i % Byte.SIZE);
            try {
                FinalityProof.verify(altered, network);
                accepted.add(i);
            } catch (FinalityProof.InvalidException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
        assertThat(accepted).isEmpty();
        for (int length = 0; length < evidence.length; length++) {
            assertRefused(java.util.Arrays.copyOf(evidence, length), network);
        }
    }

    private static void assertRefused(byte[] evidence, Network network) {
        assertThatThrownBy(() -> FinalityProof.verify(evidence, network))
                .isInstanceOf(FinalityProof.InvalidException.class);
    }

    private Network stranger(Network network) throws IOException {
        Validator other = Home.open(folder.resolve("stranger")).validator("member0", "127.0.0.1:1");
        return new Network(network.id(), network.genesisTime(), network.distance(), List.of(other));
    }

    private static byte[] withoutVotes(byte[] evidence) {
        return withVotes(evidence, 0);
    }

    private static byte[] withVoteTwice(byte[] evidence) {
        return withVotes(evidence, 2);
    }

    private static byte[] withVotes(byte[] evidence, int times) {
        LightBlock block = LightBlock.decode(evidence);
        SignedHeader signed = block.signed();
        List<SignedHeader.Vote> votes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            votes.addAll(signed.votes());
        }
        SignedHeader changed = new SignedHeader(
                signed.header(),
                signed.round(),
                signed.blockHash(),
                signed.partsTotal(),
                signed.partsHash(),
                votes,
                signed.validators());
        return new LightBlock(changed, block.previous(), block.transactions(), block.links()).encode();
    }
}
