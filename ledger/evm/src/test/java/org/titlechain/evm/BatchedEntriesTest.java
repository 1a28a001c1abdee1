package org.titlechain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.titlechain.driver.BatchFormat;
import org.titlechain.driver.BatchedEntries;
import org.titlechain.ledger.Block;

/** Which entries evidence is about; the evidence of EVM chains and of Fabric asks the same. */
class BatchedEntriesTest {
    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};
    private static final byte[] THIRD = {3};
    private static final List<byte[]> BATCHES = List.of(
            BatchFormat.encode(7, 1, List.of(FIRST, SECOND)),
            new byte[] {9, 9},
            BatchFormat.encode(7, 2, List.of(SECOND, THIRD)));

    @Test
    void shouldBelieveTheEntriesInTheirOrderEachOnce() {
        assertThat(judged(BatchedEntriesTest::nothing, FIRST, SECOND, THIRD)).isTrue();
    }

    @Test
    void shouldRefuseAnotherOrder() {
        assertThat(judged(BatchedEntriesTest::nothing, SECOND, FIRST, THIRD)).isFalse();
    }

    @Test
    void shouldRefuseAnEntryThatNoBatchHolds() {
        assertThat(judged(BatchedEntriesTest::nothing, FIRST, SECOND, THIRD, new byte[] {4}))
                .isFalse();
    }

    @Test
    void shouldRefuseAnEntryTwice() {
        assertThat(judged(BatchedEntriesTest::nothing, FIRST, SECOND, SECOND, THIRD))
                .isFalse();
    }

    @Test
    void shouldRefuseThatOneIsLeftOutUnlessItWasPlacedBefore() {
        assertThat(judged(BatchedEntriesTest::nothing, FIRST, THIRD)).isFalse();
        assertThat(judged(entry -> Arrays.equals(entry, SECOND), FIRST, THIRD)).isTrue();
    }

    private static boolean nothing(byte[] entry) {
        return false;
    }

    private static boolean judged(Predicate<byte[]> placedBefore, byte[]... entries) {
        return BatchedEntries.areThoseOf(BATCHES, new Block(5, 1_000, List.of(entries)), placedBefore);
    }
}
