package org.titlechain.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.SignerUnavailableException;
import org.titlechain.crypto.Suite;
import org.titlechain.exchange.AccessMessageParser;
import org.titlechain.exchange.Limits;
import org.titlechain.exchange.MessageCommand;
import org.titlechain.exchange.privacy.PrivacyMap;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.ledger.AppendException.Rejected;
import org.titlechain.ledger.AppendException.Rejection;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Proven;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import org.titlechain.server.node.Gateway;
import org.titlechain.server.node.Gateway.Recorded;
import org.titlechain.server.node.Node;

/** Messages that several callers record at the same time, over a whole node. */
class GatewayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private TestNode whole;
    private Node node;
    private HeldKey key;

    /** The gateway's key, which waits before its first signature until it is let go. */
    private static final class HeldKey implements Signer {
        private final Signer key;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);
        private final AtomicInteger failures = new AtomicInteger();

        HeldKey(Signer key) {
            this.key = key;
        }

        @Override
        public Suite suite() {
            return key.suite();
        }

        @Override
        public byte[] publicKey() {
            return key.publicKey();
        }

        @Override
        public byte[] sign(byte[] message) {
            asked.countDown();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failures.getAndDecrement() > 0) {
                throw new SignerUnavailableException("away", new IllegalStateException("pulled out"));
            }
            return key.sign(message);
        }
    }

    @BeforeEach
    void start() throws Exception {
        whole = TestNode.start(folder);
        node = whole.composition().node();
        key = new HeldKey(KeyFile.read(folder.resolve("keys/gateway.key"), Suite.GM));
    }

    @AfterEach
    void stop() {
        key.letGo.countDown();
        whole.close();
    }

    private Gateway gateway(Ledger ledger) {
        return new Gateway(
                ledger.status().chain(),
                ledger,
                key,
                new AccessMessageParser(Limits.DEFAULT),
                new MessageCommand(PrivacyMap.national(), node.vault()));
    }

    /** The first message is being signed; meanwhile the others come. What becomes of all of them, in this order. */
    private List<CompletableFuture<Recorded>> meanwhile(Gateway gateway, String first, List<String> others)
            throws Exception {
        List<CompletableFuture<Recorded>> all = new ArrayList<>();
        all.add(gateway.record(first.getBytes(UTF_8)));
        key.asked.await();
        for (String message : others) {
            CompletableFuture<Recorded> one = gateway.record(message.getBytes(UTF_8));
            assertThat(one).isNotDone();
            all.add(one);
        }
        key.letGo.countDown();
        return all;
    }

    private static List<Recorded> all(List<CompletableFuture<Recorded>> futures) {
        return futures.stream()
                .map(future ->
                        future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .toList();
    }

    private static List<String> messages(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Messages::first).toList();
    }

    private static Leaf leaf(Recorded recorded) {
        return recorded.outcome().leaves().getFirst();
    }

    private static String entry(Recorded recorded) {
        return HexFormat.of().formatHex(leaf(recorded).map().get("entry").asBytes());
    }

    private static boolean accepted(Recorded recorded) {
        return recorded.decision().get("accepted").asBoolean();
    }

    @Test
    void shouldPutWhatComesMeanwhileUnderOneSignatureAndGiveEachItsOwnReceipt() throws Exception {
        List<String> others = new ArrayList<>(messages(2, 21));
        others.add(Messages.first(2));
        others.add(Messages.first(3, "测试乙", "TESTID9003"));
        others.add(Messages.first(22));

        List<Recorded> all = all(meanwhile(gateway(node.ledger()), Messages.first(1), others));

        assertThat(entry(all.getFirst())).isNotEqualTo(entry(all.get(1)));
        assertThat(all.subList(1, all.size()).stream().map(GatewayTest::entry).distinct())
                .as("one entry, so one signature")
                .hasSize(1);
        Recorded twice = all.get(21);
        assertThat(twice.repeated()).isTrue();
        assertThat(leaf(twice).position())
                .as("the first answer")
                .isEqualTo(leaf(all.get(1)).position());
        Recorded reused = all.get(22);
        assertThat(accepted(reused)).isFalse();
        assertThat(reused.decision().get("code").asText()).isEqualTo("RECORD_MESSAGE_ID_REUSED");
        List<Recorded> fresh = new ArrayList<>(all);
        fresh.remove(twice);
        assertThat(fresh.stream().map(one -> leaf(one).position())).isSorted().doesNotHaveDuplicates();
        fresh.remove(reused);
        assertThat(fresh).hasSize(22).allMatch(one -> accepted(one) && !one.repeated());
        all.forEach(this::requireOwnReceipt);
        for (int number = 1; number <= 22; number++) {
            assertThat(node.ledger().find("unit/" + Messages.unit(number))).isPresent();
        }
    }

    private void requireOwnReceipt(Recorded recorded) {
        Verdict verdict = Verifier.verifyFile(
                recorded.outcome().receipts().getFirst(), node.ledger().trust().getBytes(UTF_8));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Valid.class,
                        valid -> assertThat(valid.proven()).isInstanceOfSatisfying(Proven.Recorded.class, proven -> {
                            assertThat(proven.position())
                                    .isEqualTo(leaf(recorded).position());
                            assertThat(proven.accepted()).isEqualTo(accepted(recorded));
                        }));
        String id = leaf(recorded)
                .map()
                .get("command")
                .asMap()
                .get("head")
                .asMap()
                .get("BizMsgID")
                .asText();
        assertThat(id).as("the leaf is that of the caller's message").isEqualTo(recorded.messageId());
    }

    @Test
    void shouldPutAtMostSixtyFourUnderOneSignature() throws Exception {
        List<Recorded> all = all(meanwhile(gateway(node.ledger()), Messages.first(1), messages(2, 131)));

        List<Integer> sizes = all.stream()
                .collect(Collectors.groupingBy(GatewayTest::entry, LinkedHashMap::new, Collectors.counting()))
                .values()
                .stream()
                .map(Long::intValue)
                .toList();
        assertThat(sizes).containsExactly(1, 64, 64, 2);
        assertThat(all.stream().map(one -> leaf(one).position())).isSorted();
    }

    @Test
    void shouldTellAFailureToThoseOfItsEntryOnlyAndGoOn() throws Exception {
        Gateway gateway = gateway(node.ledger());
        key.failures.set(2);

        List<CompletableFuture<Recorded>> all = meanwhile(gateway, Messages.first(1), messages(2, 9));

        for (CompletableFuture<Recorded> one : all) {
            assertThat(one)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(SignerUnavailableException.class);
        }
        List<Recorded> again = messages(1, 9).stream()
                .map(message -> gateway.record(message.getBytes(UTF_8)))
                .collect(Collectors.collectingAndThen(Collectors.toList(), GatewayTest::all));
        assertThat(again).allMatch(one -> accepted(one) && !one.repeated());
    }

    @Test
    void shouldPlaceInHalvesWhatIsTooLargeForTheEngine() throws Exception {
        List<Integer> placed = new ArrayList<>();
        Ledger small = refusing(node.ledger(), entry -> {
            int commands = entry.body().commands().size();
            if (commands > 3) {
                throw new Rejected(Rejection.ENTRY_TOO_LARGE, commands + " commands");
            }
            placed.add(commands);
            return entry;
        });

        List<Recorded> all = all(meanwhile(gateway(small), Messages.first(1), messages(2, 11)));

        assertThat(placed).containsExactly(1, 2, 3, 2, 3);
        assertThat(all).allMatch(GatewayTest::accepted);
        assertThat(all.stream().map(one -> leaf(one).position())).isSorted().doesNotHaveDuplicates();
    }

    /** The ledger, but for entries that the operator refuses by an exception. */
    private static Ledger refusing(Ledger ledger, UnaryOperator<Entry> entries) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("submit")) {
                        try {
                            return ledger.submit(entries.apply((Entry) arguments[0]));
                        } catch (Rejected refused) {
                            return CompletableFuture.failedFuture(refused);
                        }
                    }
                    try {
                        return method.invoke(ledger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
