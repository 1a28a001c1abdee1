package org.titlechain.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.ledger.AppendException.Ambiguous;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;
import org.titlechain.storage.LedgerDamageException;
import org.titlechain.testkit.ledger.SimulatedStorage;
import org.titlechain.testkit.ledger.SimulatedStorage.Fault;
import org.titlechain.testkit.ledger.SimulatedStorage.Operation;
import org.titlechain.testkit.ledger.TestContract;

/**
 * C4: whatever happens to a submission at whichever operation of the disk, handing it in again gives one effect and one
 * receipt; what was refused was not placed. After the trouble the node goes on, or its process dies, or the power went.
 *
 * <p>{@code -Dtitlechain.retries=100} draws so many power cuts after each trouble, from {@code -Dtitlechain.seed}.
 */
final class RetryTest {
    private static final int POWER_CUTS = Integer.getInteger("titlechain.retries", 2);
    private static final long SEED = Long.getLong("titlechain.seed", 20_261_121L);
    private static final Entry ENTRY = TestChain.entry(77, TestContract.put("once", 5));
    private static final EmbeddedEngine.Limits LIMITS =
            new EmbeddedEngine.Limits(1_000, 1 << 20, 8, 1 << 20, 1 << 20, 0);

    /** What the submitter was told. */
    private enum Told {
        PLACED,
        REFUSED,
        UNKNOWN
    }

    @TempDir
    Path temporary;

    private int folders;

    private Path copied(Path folder) throws IOException {
        Path copy = temporary.resolve("state" + folders++);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(folder.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }

    /** A chain that was founded and has decided something, closed. */
    private Path founded(SimulatedStorage disk) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("founded" + folders++));
        try (EmbeddedEngine engine = EmbeddedEngine.open(disk, Suite.GM, TestChain.CLOCK, LIMITS);
                MemberNode node = TestChain.node(folder, engine)) {
            TestChain.submit(node, TestChain.genesis());
            TestChain.submit(node, TestChain.entry(1, TestContract.put("before", 5)));
        }
        return folder;
    }

    /** Submits the entry; the node goes on and is asked again when it still takes entries. */
    private Told attempt(SimulatedStorage disk, Path folder) throws IOException {
        try (EmbeddedEngine engine = EmbeddedEngine.open(disk, Suite.GM, TestChain.CLOCK, LIMITS);
                MemberNode node = TestChain.node(folder, engine)) {
            Told told = submit(node);
            if (told == Told.REFUSED) {
                assertThat(node.outcome(ENTRY.id()))
                        .as("what was refused was not placed")
                        .isEmpty();
            }
            if (engine.status().accepting() && told != Told.PLACED) {
                Told again = submit(node);
                told = again == Told.REFUSED ? told : again;
            }
            return told;
        } catch (IOException e) {
            return Told.REFUSED;
        }
    }

    private static Told submit(MemberNode node) {
        try {
            node.submit(ENTRY).join();
            return Told.PLACED;
        } catch (CompletionException e) {
            return switch (e.getCause()) {
                case Rejected ignored -> Told.REFUSED;
                case SubmissionException ignored -> Told.REFUSED;
                case Ambiguous ignored -> Told.UNKNOWN;
                case null, default -> throw e;
            };
        }
    }

    /** The node comes back: what was told holds, and the entry that is handed in again has one effect. */
    private static void requireOneEffect(String when, Told told, SimulatedStorage disk, Path folder)
            throws IOException {
        try (EmbeddedEngine engine = EmbeddedEngine.open(disk, Suite.GM, TestChain.CLOCK, LIMITS);
                MemberNode node = TestChain.node(folder, engine)) {
            awaitReplayed(node, engine);
            Optional<Outcome> before = node.outcome(ENTRY.id());
            if (told == Told.PLACED) {
                assertThat(before).as(when + ": what was acknowledged is there").isPresent();
            } else if (told == Told.REFUSED) {
                assertThat(before).as(when + ": what was refused is not there").isEmpty();
            }
            Outcome again = node.submit(ENTRY).join();
            Outcome once = before.orElse(again);

            assertThat(again.leaves()).as(when).hasSize(1);
            assertThat(again.leaves().getFirst().position())
                    .as(when)
                    .isEqualTo(once.leaves().getFirst().position());
            assertThat(again.leaves().getFirst().bytes())
                    .as(when)
                    .isEqualTo(once.leaves().getFirst().bytes());
            assertThat(node.history(TestContract.key(5), 0, 10))
                    .as(when + ": one effect")
                    .hasSize(2);
            assertThat(node.leaves(0, 100).stream()
                            .filter(leaf ->
                                    Arrays.equals(leaf.map().get("entry").asBytes(), ENTRY.id())))
                    .as(when)
                    .hasSize(1);
            TrustedMembers trust = TrustedMembers.parse(node.trust().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(Verifier.verifyFile(again.receipts().getFirst(), trust).isValid())
                    .as(when + ": the receipt")
                    .isTrue();
        }
    }

    private static void awaitReplayed(MemberNode node, EmbeddedEngine engine) {
        try {
            while (node.status().height() < engine.status().height()) {
                node.awaitLogSize(node.status().logSize(), java.time.Duration.ofMillis(100));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldHaveOneEffectWhateverHappensAtWhicheverOperation() throws IOException {
        SimulatedStorage healthy = new SimulatedStorage();
        Path before = founded(healthy);
        SimulatedStorage tried = healthy.copy();
        assertThat(attempt(tried, copied(before))).isEqualTo(Told.PLACED);
        Set<Told> all = EnumSet.noneOf(Told.class);
        int troubles = 0;
        for (Operation operation : Operation.values()) {
            for (Fault fault : Fault.values()) {
                for (int number = 1; number <= tried.count(operation); number++) {
                    all.add(trouble(healthy, before, operation, fault, number));
                    troubles++;
                }
            }
        }
        assertThat(troubles).isGreaterThan(10);
        assertThat(all).as("each thing that can be told was told").containsExactlyInAnyOrder(Told.values());
    }

    private Told trouble(SimulatedStorage healthy, Path before, Operation operation, Fault fault, int number)
            throws IOException {
        String what = fault + " at " + operation + " " + number;
        SimulatedStorage disk = healthy.copy().fail(operation, number, fault);
        Path folder = copied(before);
        Told told = attempt(disk, folder);
        Random random = new Random(SEED);
        for (int i = 0; i < POWER_CUTS; i++) {
            requireOneEffect(what + ", power cut " + i, told, disk.afterPowerCut(random), copied(folder));
        }
        disk.afterProcessDeath();
        requireOneEffect(what + ", process death", told, disk, folder);
        return told;
    }

    @Test
    void shouldNoticeADiskThatForgets() throws IOException {
        SimulatedStorage healthy = new SimulatedStorage();
        Path before = founded(healthy);
        SimulatedStorage forgetful = healthy.copy().ignore(Operation.FORCE);
        Path folder = copied(before);
        assertThat(attempt(forgetful, folder)).isEqualTo(Told.PLACED);
        int noticed = 0;
        for (int i = 0; i < 10; i++) {
            SimulatedStorage disk = forgetful.afterPowerCut(new Random(SEED + i));
            try {
                requireOneEffect("power cut " + i, Told.PLACED, disk, copied(before));
            } catch (AssertionError | LedgerDamageException e) {
                noticed++;
            }
        }
        assertThat(noticed).isPositive();
    }

    @Test
    void shouldGiveTheSameReceiptToRivalsWithTheSameEntry() throws IOException {
        SimulatedStorage disk = new SimulatedStorage();
        Path folder = founded(disk);
        try (EmbeddedEngine engine = EmbeddedEngine.open(disk, Suite.GM, TestChain.CLOCK, LIMITS);
                MemberNode node = TestChain.node(folder, engine)) {
            List<Outcome> outcomes = Stream.generate(() -> node.submit(ENTRY)).limit(16).toList().stream()
                    .map(java.util.concurrent.CompletableFuture::join)
                    .toList();

            assertThat(outcomes)
                    .extracting(outcome -> outcome.leaves().getFirst().position())
                    .containsOnly(outcomes.getFirst().leaves().getFirst().position());
            assertThat(node.history(TestContract.key(5), 0, 10)).hasSize(2);
        }
    }
}
