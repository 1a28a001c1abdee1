package org.titlechain.bench;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.MemberNode;
import org.titlechain.ledger.Entry;
import org.titlechain.testkit.ledger.TestEntries;
import org.titlechain.testkit.registration.Case;
import org.titlechain.testkit.registration.Office;

/**
 * A building registered in one case, and sales of its flats without a human hand, on the embedded ledger in one
 * process: signed, durable, decided, with receipt. The bound is what was promised: 5 s for 1,000 flats, 50 ms for 99 of
 * 100 sales.
 */
final class RegistrationFigure implements Figure {
    private static final List<String> PEOPLE = List.of(
            "administrator", "acceptor", "reviewer", "reviewer2", "registrar", "issuer", "applicant", "department");
    private static final Map<String, String> ROLES =
            Map.of("reviewer2", "reviewer", "department", "police housing tax bank");

    @Override
    public String name() {
        return "registration";
    }

    @Override
    public String description() {
        return "a building in one case, and sales decided by the contract alone, against what is promised";
    }

    @Override
    public void run(List<String> arguments, PrintStream out) throws Exception {
        Options options = new Options(arguments, List.of("--flats", "--sales"));
        int flats = options.number("--flats", 1_000);
        int sales = Math.min(options.number("--sales", 1_000), flats);
        Path folder = Files.createTempDirectory("titlechain-registration");
        try (Chain chain = Chain.open(folder)) {
            Office office = Office.open();
            Case building = office.begin("first/building", flat(0)).owner("developer");
            for (int i = 1; i < flats; i++) {
                building.and("first/building", flat(i)).owner("developer");
            }
            double seconds = building(chain, building, out);
            long[] times = sales(chain, office, building, sales);
            Arrays.sort(times);
            double p50 = times[times.length / 2] / 1e6;
            double p99 = times[times.length * 99 / 100] / 1e6;
            double each = Arrays.stream(times).sum() / 1e9 / times.length;
            out.println(String.format(
                    Locale.ROOT,
                    "%d flats in one case: %.2f s (promised 5 s)%n%d automatic sales: p50 %.1f ms, p99 %.1f ms "
                            + "(promised 50 ms), one after the other %.0f/s",
                    flats,
                    seconds,
                    sales,
                    p50,
                    p99,
                    1 / each));
            out.println(String.format(
                    Locale.ROOT,
                    "{\"figure\":\"registration\",\"flats\":%d,\"buildingSeconds\":%.2f,\"sales\":%d,"
                            + "\"saleP50Milliseconds\":%.1f,\"saleP99Milliseconds\":%.1f}",
                    flats,
                    seconds,
                    sales,
                    p50,
                    p99));
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private static String flat(int number) {
        return String.format(Locale.ROOT, "999901001002GB00014F%08d", 220_000 + number);
    }

    /** The seven steps of the case, each by its person. */
    private static double building(Chain chain, Case building, PrintStream out) {
        Value document = Value.of(Office.document("paper"));
        long begin = System.nanoTime();
        chain.submit("acceptor", List.of(building.application().build()));
        chain.step(building, "accept", "acceptor", Map.of());
        chain.step(building, "inspect", "reviewer", Map.of("outcome", Value.of("passed"), "document", document));
        chain.step(building, "review", "reviewer", Map.of("level", Value.of(1), "outcome", Value.of("passed")));
        chain.step(building, "review", "reviewer2", Map.of("level", Value.of(2), "outcome", Value.of("passed")));
        long entry = System.nanoTime();
        chain.step(building, "register", "registrar", Map.of());
        long certificates = System.nanoTime();
        chain.step(building, "certificate", "issuer", Map.of());
        long end = System.nanoTime();
        out.println(String.format(
                Locale.ROOT,
                "application to approval %.2f s, entry %.2f s, certificates %.2f s",
                (entry - begin) / 1e9,
                (certificates - entry) / 1e9,
                (end - certificates) / 1e9));
        return (end - begin) / 1e9;
    }

    /** From the submitted application, over the departments' facts, to the written register and ordered certificate. */
    private static long[] sales(Chain chain, Office office, Case building, int sales) {
        chain.submit("department", List.of(fact("identity", Office.partyHex("developer"))));
        long[] times = new long[sales];
        for (int i = 0; i < sales; i++) {
            String buyer = "buyer " + i;
            Case sale = office.begin("transfer/sale", flat(i))
                    .target(building)
                    .from("developer")
                    .owner(buyer)
                    .paperless();
            MapValue application = sale.application().build();
            List<MapValue> facts = List.of(
                    fact("identity", Office.partyHex(buyer)),
                    fact("contract-filed", sale.key(), application),
                    fact("deed-tax", sale.key(), application),
                    fact("consent", sale.key(), application));
            long begin = System.nanoTime();
            chain.submit("applicant", List.of(application));
            chain.submit("department", facts);
            MapValue result = chain.step(sale, "auto", "applicant", Map.of());
            times[i] = System.nanoTime() - begin;
            if (!result.get("route").asText().equals("automatic")) {
                throw new IllegalStateException("a sale went to people: " + result);
            }
        }
        return times;
    }

    private static MapValue fact(String fact, String about) {
        return Value.map()
                .put("type", "registration.fact")
                .put("fact", fact)
                .put("about", about)
                .put("outcome", "confirmed")
                .build();
    }

    /** The same about a case, bound to what is applied for. */
    private static MapValue fact(String fact, String about, MapValue applied) {
        MapBuilder command = Value.map();
        fact(fact, about).entries().forEach(command::put);
        return command.put(
                        "application", Application.read(Kinds.load(), applied).commitment(Suite.GM.hash()))
                .build();
    }

    /** A member of one with the real contract and an office's keys. */
    private static final class Chain implements AutoCloseable {
        private final EmbeddedEngine engine;
        private final MemberNode node;
        private long entries;

        private Chain(EmbeddedEngine engine, MemberNode node) {
            this.engine = engine;
            this.node = node;
        }

        static Chain open(Path folder) throws Exception {
            EmbeddedEngine engine = EmbeddedEngine.open(
                    folder.resolve("ledger"), Suite.GM, InstantSource.system(), EmbeddedEngine.Limits.standard());
            MemberNode node = MemberNode.open(
                    new MemberNode.Options(
                            TestEntries.CHAIN,
                            Suite.GM,
                            "registry",
                            TestEntries.signer(99),
                            folder.resolve("state"),
                            TitleChainContract.VERSION),
                    engine,
                    new TitleChainContract(Suite.GM.hash()));
            Chain chain = new Chain(engine, node);
            List<Genesis.Key> keys = new ArrayList<>();
            for (String person : PEOPLE) {
                List<String> roles = List.of(ROLES.getOrDefault(person, person).split(" ", -1));
                keys.add(new Genesis.Key(signer(person).publicKey(), person, person, roles, List.of("9999")));
            }
            Genesis genesis = new Genesis(
                    TestEntries.CHAIN,
                    Suite.GM,
                    TitleChainContract.VERSION,
                    List.of(new Genesis.Member(
                            "registry", TestEntries.signer(99).publicKey(), "registry")),
                    keys);
            node.submit(genesis.entry(signer("administrator"))).join();
            chain.submit(
                    "administrator",
                    List.of(Value.map()
                            .put("type", "registration.office")
                            .put("district", Office.DISTRICT)
                            .put("prefix", "测")
                            .put("county", "示例市")
                            .build()));
            return chain;
        }

        private static Signer signer(String person) {
            return TestEntries.signer(PEOPLE.indexOf(person));
        }

        MapValue step(Case told, String act, String person, Map<String, Value> fields) {
            MapBuilder command = Value.map()
                    .put("type", "registration." + act)
                    .put("district", Office.DISTRICT)
                    .put("number", told.number());
            new TreeMap<>(fields).forEach(command::put);
            return submit(person, List.of(command.build()));
        }

        /** Signs, submits and waits for the receipt; the result of the last command. */
        MapValue submit(String person, List<MapValue> commands) {
            Signer signer = signer(person);
            byte[] nonce = ByteBuffer.allocate(16).putLong(8, ++entries).array();
            Entry.Body body = new Entry.Body(
                    TestEntries.CHAIN, signer.publicKey(), nonce, 0, TitleChainContract.VERSION, commands);
            MapValue decision = node.submit(Entry.signed(body, signer))
                    .join()
                    .leaves()
                    .getLast()
                    .map()
                    .get("decision")
                    .asMap();
            if (!decision.get("accepted").asBoolean()) {
                throw new IllegalStateException("refused: " + decision);
            }
            return decision.get("result").asMap();
        }

        @Override
        public void close() {
            node.close();
            engine.close();
        }
    }
}
