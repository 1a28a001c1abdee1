package org.titlechain.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.Position;
import org.titlechain.testkit.ledger.SimulatedStorage;
import org.titlechain.testkit.ledger.SimulatedStorage.Fault;
import org.titlechain.testkit.ledger.SimulatedStorage.Operation;

/** D3, D4, D5: every operation of a life fails once, in each way, and nothing that was acknowledged is lost. */
final class FaultTest {
    private static final int APPENDS = 40;

    private static SimulatedStorage healthyLife() {
        SimulatedStorage storage = new SimulatedStorage();
        new SimulatedLife().live(storage, new Random(1), APPENDS);
        return storage;
    }

    @Test
    void shouldStopForGoodWhenAForceFailsAtAnySite() throws IOException {
        SimulatedStorage healthy = healthyLife();
        for (Operation operation : new Operation[] {Operation.FORCE, Operation.FORCE_NAMES}) {
            int reached = 0;
            for (int number = 1; number <= healthy.count(operation); number++) {
                SimulatedStorage storage = new SimulatedStorage().fail(operation, number, Fault.BROKEN);
                SimulatedLife life = new SimulatedLife();
                life.live(storage, new Random(1), APPENDS);
                if (storage.count(operation) < number && number > healthy.count(operation) / 2) {
                    // How entries fall into blocks depends on timing, and so does the number of forces at the end.
                    break;
                }
                assertThat(storage.count(operation))
                        .as("nothing is forced again after %s %d failed", operation, number)
                        .isLessThanOrEqualTo(number);
                assertNothingLost(life, storage, operation, number);
                // How entries gather into blocks is a matter of timing: a life may need fewer forces than the first.
                if (storage.count(operation) == number) {
                    reached++;
                    assertThat(life.acknowledged().size()).isLessThan(APPENDS);
                }
            }
            assertThat(reached).isGreaterThan(3);
        }
    }

    @Test
    void shouldLoseNothingWhenAnyOperationFailsInAnyWay() throws IOException {
        SimulatedStorage healthy = healthyLife();
        for (Operation operation : Operation.values()) {
            for (Fault fault : Fault.values()) {
                for (int number = 1; number <= healthy.count(operation); number++) {
                    SimulatedStorage storage = new SimulatedStorage().fail(operation, number, fault);
                    SimulatedLife life = new SimulatedLife();
                    life.live(storage, new Random(1), APPENDS);
                    assertNothingLost(life, storage, operation, number);
                }
            }
        }
    }

    private static void assertNothingLost(SimulatedLife life, SimulatedStorage storage, Operation operation, int number)
            throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(life.loss(storage.afterPowerCut(new Random(i))))
                    .as("after %s %d failed", operation, number)
                    .isEmpty();
        }
    }

    @Test
    void shouldSayThatAnAppendIsAmbiguousWhenItsForceFails() {
        SimulatedStorage storage = new SimulatedStorage().fail(Operation.FORCE, 5, Fault.BROKEN);
        SimulatedLife life = new SimulatedLife();
        life.live(storage, new Random(1), APPENDS);
        assertThat(life.ambiguous()).isPositive();
    }

    @Test
    void shouldRefuseWhenTheDiskIsFullAtAnyWriteAndGoOnWhenThereIsRoom() throws IOException {
        int writes = healthyLife().count(Operation.WRITE);
        assertThat(writes).isGreaterThan(20);
        int refused = 0;
        for (int number = 1; number <= writes; number++) {
            SimulatedStorage storage = new SimulatedStorage().fail(Operation.WRITE, number, Fault.FULL);
            SimulatedLife life = new SimulatedLife();
            life.live(storage, new Random(1), APPENDS);
            refused += life.rejections().contains(Rejection.STORAGE_FULL) ? 1 : 0;
            assertThat(life.rejections()).doesNotContain(Rejection.OVERLOADED);
            assertNothingLost(life, storage, Operation.WRITE, number);
        }
        assertThat(refused).isGreaterThan(10);
    }

    @Test
    void shouldWorkAgainWhenAFullDiskGetsRoom() throws IOException {
        SimulatedStorage storage = new SimulatedStorage();
        SimulatedLife life = new SimulatedLife();
        try (EmbeddedEngine engine = SimulatedLife.open(storage)) {
            life.append(engine, 3, 400);
            storage.capacity(storage.used() + 100);
            life.append(engine, 3, 400);
            assertThat(life.rejections()).containsOnly(Rejection.STORAGE_FULL).hasSize(3);
            assertThat(engine.status().accepting()).isTrue();
            assertThat(engine.status().detail()).contains("full");
            storage.capacity(Long.MAX_VALUE);
            life.append(engine, 3, 400);
            assertThat(life.acknowledged()).hasSize(6);
            assertThat(engine.status().detail()).isEmpty();
        }
        assertThat(life.loss(storage)).isEmpty();
    }

    @Test
    void shouldRefuseWhenItsQueueIsFull() throws Exception {
        BlockingStorage storage = new BlockingStorage();
        EmbeddedEngine.Limits limits = new EmbeddedEngine.Limits(5, 1 << 20, 8, 1 << 20, 1 << 20, 0);
        try (EmbeddedEngine engine = EmbeddedEngine.open(
                storage, new MemoryIndex(), org.titlechain.crypto.Suite.GM, SimulatedLife.CLOCK, limits, () -> {})) {
            storage.block();
            var first = engine.append(org.titlechain.testkit.ledger.TestEntries.unsigned(0, 10));
            storage.awaitBlocked();
            CompletableFuture<Position> last = first;
            for (int i = 1; i <= 5; i++) {
                last = engine.append(org.titlechain.testkit.ledger.TestEntries.unsigned(i, 10));
                assertThat(last).isNotDone();
            }
            var refused = engine.append(org.titlechain.testkit.ledger.TestEntries.unsigned(6, 10));
            assertThat(refused).isCompletedExceptionally();
            assertThat(engine.status().waiting()).isEqualTo(5);
            storage.release();
            assertThat(first.join().height()).isEqualTo(1);
            last.join();
            assertThat(engine.append(org.titlechain.testkit.ledger.TestEntries.unsigned(6, 10))
                            .join()
                            .height())
                    .isPositive();
        }
    }
}
