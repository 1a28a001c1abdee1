package org.titlechain.contract.governance;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.governance.EngineBinding.Switch;
import org.titlechain.contract.governance.Motion.Effect;
import org.titlechain.contract.governance.Motion.Ground;

/** Proposals about the chain as a whole. */
final class ChainMotions {
    private static final int LONGEST_NAME = 64;

    private ChainMotions() {}

    /** Another charter: its members are the active ones, and at least one. */
    static Effect charter(Ground ground, MapValue body) {
        Charter charter = Charter.read(body);
        if (charter.weights().isEmpty()) {
            return Effect.not(RefusalCode.CHARTER_WITHOUT_MEMBERS.refused());
        }
        for (String member : charter.weights().keySet()) {
            Optional<Member> known = Member.at(ground.state(), member, ground.height());
            if (known.isEmpty()) {
                return Effect.not(RefusalCode.MEMBER_UNKNOWN.refused("member", member));
            }
            if (known.get().state() != Member.State.ACTIVE) {
                return Effect.not(RefusalCode.MEMBER_NOT_ACTIVE.refused("member", member));
            }
        }
        Optional<Charter> before = Charter.at(ground.state(), ground.height());
        if (before.isPresent()
                && !new TreeSet<>(before.get().weights().keySet())
                        .equals(new TreeSet<>(charter.weights().keySet()))) {
            return Effect.not(RefusalCode.CHARTER_MEMBERS_DIFFER.refused());
        }
        boolean separates =
                charter.separated() && before.map(known -> !known.separated()).orElse(true);
        if (separates) {
            Optional<Refused> vacant =
                    Offices.vacant(ground, charter, body.get("offices").asMap());
            if (vacant.isPresent()) {
                return Effect.not(vacant.get());
            }
        }
        return Effect.of(new Change(Charter.KEY, charter.toMap()));
    }

    /** An organisation: its title, its level and the prefixes of its districts. */
    static Effect organisation(Ground ground, MapValue body) {
        MapValue value = Value.map()
                .put("title", text(body, "title"))
                .put("level", text(body, "level"))
                .put("districts", Value.texts(districts(body.get("districts"))))
                .build();
        return Effect.of(new Change("organisation/" + text(body, "organisation"), value));
    }

    static List<String> districts(Value list) {
        List<String> prefixes = list.asList().stream().map(Value::asText).toList();
        for (String prefix : prefixes) {
            if (!prefix.matches("[0-9]{0,6}")) {
                throw new CodecException(Reason.INVALID_VALUE, "districts");
            }
        }
        return prefixes;
    }

    /** A node of a member: where it is, and its keys in the engines. */
    static Effect node(Ground ground, MapValue body) {
        String member = body.get("member").asText();
        if (Member.at(ground.state(), member, ground.height()).isEmpty()) {
            return Effect.not(RefusalCode.MEMBER_UNKNOWN.refused("member", member));
        }
        MapValue keys = body.get("engineKeys").asMap();
        keys.entries().values().forEach(Value::asBytes);
        MapValue value = Value.map()
                .put("member", member)
                .put("address", body.get("address").asText())
                .put("engineKeys", keys)
                .put("live", body.get("live").asBoolean())
                .build();
        return Effect.of(
                new Change("node/" + Member.requireName(body.get("name").asText()), value));
    }

    /** A parameter: data with a number that counts its revisions. */
    static Effect parameter(Ground ground, MapValue body) {
        String key = "parameter/" + Member.requireName(body.get("name").asText());
        long revision = Scheduled.find(ground.state(), key, ground.height())
                        .map(value -> value.get("revision").asLong())
                        .orElse(0L)
                + 1;
        MapValue value = Value.map()
                .put("revision", revision)
                .put("value", body.get("value").asMap())
                .put("proposal", ground.proposal())
                .build();
        return Effect.of(new Change(key, value));
    }

    /** A newer contract version. */
    static Effect contract(Ground ground, MapValue body) {
        MapValue chain =
                Scheduled.find(ground.state(), "chain", ground.height()).orElseThrow();
        long version = body.get("version").asLong();
        long present = chain.get("contract").asLong();
        if (version <= present) {
            return Effect.not(RefusalCode.CONTRACT_VERSION_NOT_NEWER.refused(
                    Value.map().put("wanted", version).put("inForce", present)));
        }
        MapValue value = Value.map()
                .put("chain", chain.get("chain"))
                .put("suite", chain.get("suite"))
                .put("contract", version)
                .put("created", chain.get("created"))
                .build();
        return Effect.of(new Change("chain", value));
    }

    /** The chain goes over to another engine; at once means that the block that takes effect is the last one. */
    static Effect engine(Ground ground, MapValue body) {
        EngineBinding binding = EngineBinding.at(ground.state(), ground.height());
        String to = Member.requireName(body.get("to").asText());
        if (binding.switching().isPresent()) {
            return Effect.not(RefusalCode.ENGINE_SWITCH_OPEN.refused(
                    "to", binding.switching().get().to()));
        }
        if (to.equals(binding.kind())) {
            return Effect.not(RefusalCode.ENGINE_SAME.refused("engine", to));
        }
        long freeze = Math.max(body.get("freezeHeight").asLong(), ground.effective());
        Switch change = new Switch(to, freeze, ground.proposal(), new TreeSet<>(), new TreeSet<>());
        return Effect.of(
                new Change(EngineBinding.KEY, binding.with(Optional.of(change)).toMap()));
    }

    static String text(MapValue body, String field) {
        String text = body.get(field).asText();
        boolean readable = text.chars().allMatch(character -> character >= ' ');
        if (text.isBlank() || text.length() > LONGEST_NAME || !readable) {
            throw new CodecException(Reason.INVALID_VALUE, field);
        }
        return text;
    }
}
