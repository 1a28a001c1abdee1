package org.titlechain.simulator.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.registration.Deed;
import org.titlechain.model.registration.Facts;
import org.titlechain.model.registration.Filing;
import org.titlechain.model.registration.Item;
import org.titlechain.model.registration.KindRule;
import org.titlechain.model.registration.Pack;

/** Writes deeds as commands: {@code docs/registration-contract.md}. */
final class RegistrationCommands {
    static final String DISTRICT = "999901";
    private static final byte[] DOCUMENT = new byte[32];
    private static final HashFunction HASH = Suite.GM.hash();

    private RegistrationCommands() {}

    static MapValue command(Deed deed) {
        return switch (deed) {
            case Deed.Apply(Filing filing) -> apply(filing);
            case Deed.Step step -> step(step);
            case Deed.Lapse(List<String> units) ->
                Value.map()
                        .put("type", "registration.lapse")
                        .put("units", Value.texts(units))
                        .build();
            case Deed.State state -> state(state);
            case Deed.SetCalendar(int year, List<String> holidays, List<String> workdays) ->
                Value.map()
                        .put("type", "registration.calendar")
                        .put("year", year)
                        .put("holidays", Value.texts(holidays))
                        .put("workdays", Value.texts(workdays))
                        .build();
            case Deed.ProposeVersion(long version, long activation) ->
                Value.map()
                        .put("type", "governance.propose")
                        .put("kind", "contract.activate")
                        .put("body", Value.map().put("version", version).build())
                        .put("expires", Long.MAX_VALUE)
                        .put("activation", activation)
                        .build();
            case Deed.AgreeToVersion(int proposal, String member) ->
                Value.map()
                        .put("type", "governance.vote")
                        .put("proposal", proposal)
                        .put("member", member)
                        .put("approve", true)
                        .build();
            case Deed.ProposePack(Pack pack) -> PackCommands.propose(pack);
            case Deed.VoteOnPack vote -> PackCommands.vote(vote);
            case Deed.ActivatePack(String pack, long version) -> PackCommands.activate(pack, version);
            case Deed.RetirePack(String pack, long version) -> PackCommands.retire(pack, version);
        };
    }

    private static MapBuilder start(String type, String number) {
        return Value.map()
                .put("type", "registration." + type)
                .put("district", DISTRICT)
                .put("number", number);
    }

    /** 32 bytes that stand for a party. */
    private static byte[] reference(String party) {
        return Arrays.copyOf(party.getBytes(UTF_8), 32);
    }

    private static MapValue state(Deed.State state) {
        String about =
                switch (Facts.subjectOf(state.fact())) {
                    case "party" -> HexFormat.of().formatHex(reference(state.about()));
                    case "unit" -> state.about();
                    default -> "registration/" + DISTRICT + "/" + state.about();
                };
        MapBuilder command = Value.map()
                .put("type", "registration.fact")
                .put("fact", state.fact())
                .put("about", about)
                .put("outcome", state.confirms() ? "confirmed" : "denied");
        Filing shown = state.shown();
        if (shown != null) {
            command.put("application", asked(shown));
        }
        return (state.until() > 0 ? command.put("until", state.until()) : command).build();
    }

    /** The hash of what is applied for: the fields of the application but for the documents that are handed in. */
    private static byte[] asked(Filing filing) {
        Map<String, Value> fields = new TreeMap<>(apply(filing).entries());
        fields.remove("type");
        fields.remove("materials");
        return HASH.hash(CanonicalEncoder.encode(Value.map(fields)));
    }

    private static MapValue apply(Filing filing) {
        MapBuilder command = start("apply", filing.number())
                .put("mode", filing.mode())
                .put(
                        "applicants",
                        Value.list(filing.applicants().stream()
                                .map(one -> applicant(one.party(), one.side()))
                                .toList()))
                .put(
                        "items",
                        Value.list(filing.items().stream()
                                .map(RegistrationCommands::item)
                                .toList()))
                .put("materials", materials(filing.materials()));
        if (!filing.linked().isEmpty()) {
            command.put("linked", Value.texts(filing.linked()));
        }
        if (filing.exempt()) {
            command.put("exemption", "low-income");
        }
        if (filing.mode().equals("entrusted")) {
            command.put(
                    "authority",
                    Value.map()
                            .put("organisation", filing.authority().isEmpty() ? "示例市人民法院" : filing.authority())
                            .put("document", "(2025)测执" + filing.number() + "号")
                            .build());
        }
        return command.build();
    }

    private static MapValue applicant(String party, String as) {
        return Value.map().put("party", reference(party)).put("as", as).build();
    }

    private static Value materials(List<String> codes) {
        return Value.list(codes.stream()
                .map(code ->
                        Value.map().put("code", code).put("document", DOCUMENT).build())
                .toList());
    }

    private static MapValue item(Item item) {
        MapBuilder map = Value.map()
                .put("kind", item.kind())
                .put("subkind", item.subkind())
                .put("unit", item.unit());
        if (!item.target().isEmpty()) {
            map.put("target", item.target());
        }
        if (!item.holders().isEmpty()) {
            map.put(
                    "holders",
                    Value.list(item.holders().stream()
                            .map(RegistrationCommands::holder)
                            .toList()));
        }
        if (!item.coOwnership().isEmpty()) {
            map.put("coOwnership", item.coOwnership());
        }
        if (item.area() > 0) {
            map.put("areaSquareCentimetres", item.area());
        }
        if (!item.until().isEmpty()) {
            map.put("term", Value.map().put("until", item.until()).build());
        }
        if (item.forbidsTransfer()) {
            map.put("terms", Value.map().put("transferRestricted", "1").build());
        }
        if (!item.use().isEmpty()) {
            map.put("nature", Value.map().put("use", item.use()).build());
        }
        if (item.is("change", "location") || item.is("correction")) {
            map.put("location", "示例市示例路2号");
        }
        if (!item.into().isEmpty()) {
            map.put(
                    "into",
                    Value.list(item.into().stream()
                            .map(part -> Value.map()
                                    .put("unit", part.unit())
                                    .put("areaSquareCentimetres", part.area())
                                    .build())
                            .toList()));
        }
        if (!item.from().isEmpty()) {
            map.put(
                    "from",
                    Value.list(item.from().stream()
                            .map(part -> Value.map()
                                    .put("unit", part.unit())
                                    .put("target", part.target())
                                    .build())
                            .toList()));
        }
        if (!item.other().isEmpty()) {
            map.put(item.is("easement") ? "dominant" : "other", item.other());
        }
        return map.build();
    }

    private static MapValue holder(Owner owner) {
        MapBuilder map = Value.map().put("party", reference(owner.party()));
        Fraction share = owner.share();
        if (share != null) {
            map.put(
                    "share",
                    Value.map()
                            .put("numerator", share.numerator().longValueExact())
                            .put("denominator", share.denominator().longValueExact())
                            .build());
        }
        return map.build();
    }

    private static MapValue step(Deed.Step step) {
        String number = step.number();
        return switch (step.act()) {
            case ACCEPT -> start("accept", number).build();
            case DECLINE -> start("decline", number).put("reason", "materials").build();
            case REQUEST_SUPPLEMENT ->
                start("supplement.request", number)
                        .put("materials", Value.texts(List.of("identity")))
                        .build();
            case DELIVER_SUPPLEMENT ->
                start("supplement.deliver", number)
                        .put("materials", materials(everyMaterial()))
                        .build();
            case INSPECT ->
                start("inspect", number)
                        .put("outcome", step.good() ? "passed" : "failed")
                        .put("document", DOCUMENT)
                        .build();
            case PUBLISH_NOTICE ->
                start("notice.publish", number).put("document", DOCUMENT).build();
            case OBJECT_TO_NOTICE ->
                start("notice.object", number)
                        .put("party", reference("路人"))
                        .put("document", DOCUMENT)
                        .build();
            case SETTLE_OBJECTION ->
                start("notice.settle", number)
                        .put("objection", step.level())
                        .put("outcome", step.good() ? "dismissed" : "upheld")
                        .put("document", DOCUMENT)
                        .build();
            case REVIEW -> review(step);
            case REGISTER ->
                step.with().isEmpty()
                        ? start("register", number).build()
                        : start("register", number)
                                .put("together", Value.texts(step.with()))
                                .build();
            case PAY ->
                start("fee", number)
                        .put("fen", step.level())
                        .put("receipt", DOCUMENT)
                        .build();
            case PRINT -> start("certificate", number).build();
            case ISSUE -> start("issue", number).put("receipt", DOCUMENT).build();
            case ARCHIVE -> start("archive", number).put("package", DOCUMENT).build();
            case REFUSE -> start("refuse", number).put("reason", "other").build();
            case WITHDRAW -> start("withdraw", number).build();
            case AUTOMATE -> start("auto", number).build();
        };
    }

    private static MapValue review(Deed.Step step) {
        MapBuilder review = start("review", step.number())
                .put("level", step.level())
                .put("outcome", step.good() ? "passed" : "returned");
        if (!step.with().isEmpty()) {
            review.put(
                    "exemptions",
                    Value.list(step.with().stream()
                            .map(RegistrationCommands::exemption)
                            .toList()));
        }
        return review.build();
    }

    private static Value exemption(String rule) {
        String[] names = rule.split("/", -1);
        return Value.map()
                .put("pack", names[0])
                .put("rule", names[1])
                .put("reason", "simulated")
                .build();
    }

    private static List<String> everyMaterial() {
        return KindRule.ALL.values().stream()
                .flatMap(rule -> rule.materials().stream())
                .distinct()
                .toList();
    }
}
