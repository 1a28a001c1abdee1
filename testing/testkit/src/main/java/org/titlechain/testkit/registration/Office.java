package org.titlechain.testkit.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.Kinds;
import org.titlechain.contract.registration.law.LawfulContract;
import org.titlechain.contract.rule.Rules;
import org.titlechain.crypto.Suite;
import org.titlechain.testkit.story.Register;

/**
 * A registration office on a chain of its own, with everybody whom a case needs. Commands come a minute after one
 * another; the laws of the register are checked after each.
 */
public final class Office {
    /** The invented county. */
    public static final String DISTRICT = "999901";
    /** A flat. */
    public static final String HOUSE = "999901001002GB00014F00220045";
    /** Another flat of the building. */
    public static final String OTHER_HOUSE = "999901001002GB00014F00220046";
    /** The land that they stand on. */
    public static final String LAND = "999901001002GB00014W00000000";

    private static final List<String> PEOPLE = List.of(
            "administrator",
            "recorder",
            "acceptor",
            "reviewer",
            "reviewer2",
            "registrar",
            "issuer",
            "archivist",
            "applicant",
            "tax",
            "housing",
            "civil_affairs",
            "court",
            "bank",
            "police",
            "market",
            "survey",
            "finance",
            "police2",
            "everybody");
    private static final List<String> STAFF =
            List.of("applicant", "acceptor", "reviewer", "registrar", "issuer", "archivist");
    /** The version from which on facts about cases are bound. */
    private static final long BINDING = 4;

    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;

    private final Register register;
    private long now =
            LocalDateTime.of(2026, 3, 2, 9, 0).toInstant(ZoneOffset.ofHours(8)).toEpochMilli();
    private long version = TitleChainContract.VERSION;
    private int sequence;
    private long proposals;

    private Office(Register register) {
        this.register = register;
    }

    /** An office without rule packs. */
    public static Office open() {
        return open(Rules.NONE);
    }

    /** An office with rule packs. */
    public static Office open(Rules rules) {
        Register register = Register.begin(
                new LawfulContract(new TitleChainContract(Suite.GM.hash(), rules)), genesis(), "administrator", 1);
        Office office = new Office(register);
        office.decide(
                Value.map()
                        .put("type", "registration.office")
                        .put("district", DISTRICT)
                        .put("prefix", "测")
                        .put("county", "示例市"),
                "administrator");
        return office;
    }

    /** An office on a chain that began with version 1 of the contract and voted itself up to version 2. */
    public static Office risen() {
        MapValue old = Register.genesis(1);
        TreeMap<String, Value> genesis = new TreeMap<>(old.entries());
        genesis.put(
                "members",
                Value.list(List.of(Value.map()
                        .put("name", "member")
                        .put("key", "member".getBytes(UTF_8))
                        .put("organisation", "示例市不动产登记中心")
                        .build())));
        Office office = new Office(Register.begin(
                new LawfulContract(new TitleChainContract(Suite.GM.hash())), Value.map(genesis), "administrator", 1));
        Case early = office.begin("first/building", HOUSE).owner("甲");
        early.apply().expectRefused("COMMAND_UNKNOWN");
        office.propose(
                "charter",
                Value.map()
                        .put(
                                "quorum",
                                Value.map()
                                        .put("numerator", 2)
                                        .put("denominator", 3)
                                        .build())
                        .put("weights", Value.map().put("member", 1).build())
                        .put("separated", false)
                        .put("countersigned", false)
                        .build());
        office.rise(2);
        genesis().get("keys").asList().stream()
                .map(Value::asMap)
                .filter(key -> !List.of("administrator", "recorder")
                        .contains(key.get("name").asText()))
                .forEach(key -> {
                    MapBuilder grant = Value.map().put("type", "governance.key.grant");
                    key.entries().forEach(grant::put);
                    office.must(grant);
                });
        office.must(Value.map()
                .put("type", "registration.office")
                .put("district", DISTRICT)
                .put("prefix", "测")
                .put("county", "示例市"));
        return office;
    }

    /** Votes for the version of the contract; it is in force from the next block on. */
    public void rise(int to) {
        version = to;
        agree("contract.activate", Value.map().put("version", to).build());
    }

    /** Proposes it and votes for it; it holds from the next block on. */
    public void agree(String kind, MapValue body) {
        propose(kind, body);
        vote(proposals);
    }

    /** Votes a key of an acceptor of the office in; it acts from the next block on. Its name stands for its bytes. */
    public void admit(String name) {
        propose(
                "key.grant",
                Value.map()
                        .put("key", name.getBytes(UTF_8))
                        .put("name", "newcomer")
                        .put("organisation", "示例市不动产登记中心")
                        .put("roles", Value.texts(List.of("acceptor")))
                        .put("districts", Value.texts(List.of("9999")))
                        .build());
        vote(proposals);
    }

    private void propose(String kind, MapValue body) {
        proposals++;
        must(Value.map()
                .put("type", "governance.propose")
                .put("kind", kind)
                .put("body", body)
                .put("expires", now + DAY)
                .put("activation", 0));
    }

    private void vote(long proposal) {
        must(Value.map()
                .put("type", "governance.vote")
                .put("proposal", proposal)
                .put("member", "member")
                .put("approve", true));
    }

    private void must(MapBuilder command) {
        if (decide(command, "administrator") instanceof Decision.Refused refused) {
            throw new AssertionError(refused.code() + " " + refused.facts());
        }
    }

    private static MapValue genesis() {
        List<Value> keys = new ArrayList<>();
        for (String person : PEOPLE) {
            List<String> roles = person.equals("everybody") ? STAFF : List.of(person.replace("2", ""));
            keys.add(Value.map()
                    .put("key", person.getBytes(UTF_8))
                    .put("name", person)
                    .put("organisation", STAFF.contains(person.replace("2", "")) ? "示例市不动产登记中心" : person)
                    .put("roles", Value.texts(roles))
                    .put("districts", Value.texts(List.of("9999")))
                    .build());
        }
        return Value.map()
                .put("type", "governance.genesis")
                .put("chain", Register.CHAIN)
                .put("suite", "gm")
                .put("contract", TitleChainContract.VERSION)
                .put("members", Value.list(List.of()))
                .put("keys", Value.list(keys))
                .build();
    }

    /** The chain. */
    public Register register() {
        return register;
    }

    /** The time of the next command, in ms. */
    public long now() {
        return now;
    }

    /** Lets days go by. */
    public Office later(int days) {
        now += days * DAY;
        return this;
    }

    /** Decides the command as signed by the person. */
    public Decision decide(MapBuilder command, String person) {
        now += MINUTE;
        return register.decide(command.build(), person, now);
    }

    /** A case of one kind on one unit, such as {@code transfer/sale}. */
    public Case begin(String kind, String unit) {
        sequence++;
        return new Case(this, String.format(Locale.ROOT, "2026-%05d", sequence)).and(kind, unit);
    }

    /** The reference of an invented party. */
    public static byte[] party(String name) {
        return Suite.GM.hash().hash(("party " + name).getBytes(UTF_8));
    }

    /** The same in hexadecimal digits. */
    public static String partyHex(String name) {
        return HexFormat.of().formatHex(party(name));
    }

    /** A digest of an invented document. */
    public static byte[] document(String name) {
        return Suite.GM.hash().hash(("document " + name).getBytes(UTF_8));
    }

    /** A department states a fact; about a case, of what is applied for there. */
    public Decision state(String fact, String about, String outcome, String person) {
        MapBuilder command = statement(fact, about, outcome);
        if (version >= BINDING && about.startsWith("registration/")) {
            register.find("application" + about.substring(about.indexOf('/')))
                    .map(value -> Application.read(Kinds.of(version), value))
                    .ifPresent(application -> command.put("application", application.commitment(Suite.GM.hash())));
        }
        return decide(command, person);
    }

    /** What a department says, bound to nothing. */
    public static MapBuilder statement(String fact, String about, String outcome) {
        return Value.map()
                .put("type", "registration.fact")
                .put("fact", fact)
                .put("about", about)
                .put("outcome", outcome);
    }

    /** The unit's sheet. */
    public MapValue sheet(String unit) {
        return register.find("unit/" + unit).orElseThrow();
    }

    /** The live rights of the unit. */
    public List<MapValue> rights(String unit) {
        return sheet(unit).get("rights").asList().stream().map(Value::asMap).toList();
    }

    /** The restrictions of the unit of that kind. */
    public List<MapValue> restrictions(String unit, String kind) {
        return sheet(unit).get("restrictions").asList().stream()
                .map(Value::asMap)
                .filter(item -> item.get("kind").asText().equals(kind))
                .toList();
    }

    /** A flat that the owner holds alone, first registered and certified. */
    public Case owned(String unit, String owner) {
        return begin("first/building", unit)
                .owner(owner)
                .with("areaSquareCentimetres", Value.of(1_000_000))
                .with("nature", Value.map().put("use", "11").build())
                .mode("unilateral")
                .complete();
    }
}
