package org.titlechain.cometbft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.LedgerEngine;
import org.titlechain.testkit.ledger.BaseLedgerEngineTest;

/** The real program with one validator. */
final class CometBftEngineTest extends BaseLedgerEngineTest {
    private Optional<Path> networkFolder = Optional.empty();

    @Override
    protected LedgerEngine open(Path dataFolder, InstantSource clock) throws IOException {
        networkFolder = Optional.of(dataFolder);
        return TestNetwork.of(dataFolder, 1).open(0);
    }

    @Override
    protected boolean keepsEntries() {
        return true;
    }

    @Override
    protected boolean clockMakesTheTime() {
        return false;
    }

    @Override
    protected Optional<String> refusalOfEvidence(byte[] evidence, Block block) {
        try {
            FinalityProof proof = FinalityProof.verify(
                    evidence, TestNetwork.of(networkFolder.orElseThrow(), 1).network());
            boolean same = proof.time() <= block.time()
                    && proof.entries().size() == block.entries().size()
                    && Arrays.deepEquals(
                            proof.entries().toArray(), block.entries().toArray());
            return same ? Optional.empty() : Optional.of("of another block");
        } catch (FinalityProof.InvalidException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
