package org.titlechain.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.titlechain.ledger.Block;

/** The writer keeps step with whoever reads ahead, and with nobody else. */
final class ChronicleTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Chronicle chronicle = new Chronicle(4);

    private CompletableFuture<Void> writer(long height) {
        return CompletableFuture.runAsync(() -> chronicle.awaitDemand(height, LONG));
    }

    private static void assertDone(CompletableFuture<Void> future) {
        assertThat(future).succeedsWithin(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldNotWaitWhenNobodyReadsAhead() throws InterruptedException {
        assertThat(chronicle.await(5, false, Duration.ZERO, () -> false)).isFalse();
        assertDone(writer(5));
    }

    @Test
    void shouldWaitForAReaderThatIsBehindUntilItAsks() throws InterruptedException {
        chronicle.aheadReader(true);
        chronicle.written(new Block(5, 0, List.of()));
        CompletableFuture<Void> writer = writer(5);
        assertThat(chronicle.await(4, true, Duration.ZERO, () -> false)).isTrue();
        assertThat(writer).isNotDone();
        assertThat(chronicle.await(5, true, LONG, () -> false)).isTrue();
        assertDone(writer);
    }

    @Test
    void shouldNotWaitForAReaderThatLeftOrWhenNoBlockWillFollow() {
        chronicle.aheadReader(true);
        CompletableFuture<Void> first = writer(5);
        chronicle.aheadReader(false);
        assertDone(first);
        chronicle.aheadReader(true);
        CompletableFuture<Void> second = writer(5);
        chronicle.end();
        assertDone(second);
    }

    @Test
    void shouldNotWaitLongerThanItsPatience() {
        chronicle.aheadReader(true);
        chronicle.awaitDemand(5, Duration.ofMillis(1));
        assertThat(chronicle.durable()).isEqualTo(4);
    }
}
