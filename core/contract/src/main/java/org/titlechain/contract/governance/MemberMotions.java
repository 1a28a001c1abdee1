package org.titlechain.contract.governance;

import java.util.Arrays;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.governance.Member.State;
import org.titlechain.contract.governance.Motion.Effect;
import org.titlechain.contract.governance.Motion.Ground;

/** Proposals about members: joined, suspended, resumed, removed, another checkpoint key. */
final class MemberMotions {
    private MemberMotions() {}

    static Effect join(Ground ground, MapValue body) {
        String name = Member.requireName(body.get("name").asText());
        byte[] key = Member.requireKey(ground.suite(), body.get("key").asBytes());
        long weight = Charter.weight(body.get("weight").asLong());
        Member member = new Member(name, key, ChainMotions.text(body, "organisation"), State.ACTIVE);
        boolean present = Member.at(ground.state(), name, ground.height())
                .filter(known -> known.state() != State.REMOVED)
                .isPresent();
        if (present) {
            return Effect.not(RefusalCode.MEMBER_KNOWN_ALREADY.refused("member", name));
        }
        return keyTaken(ground, key)
                .map(Effect::not)
                .orElseGet(() -> Effect.of(
                        new Change(Member.stateKey(name), member.toMap()),
                        new Change(
                                Charter.KEY, ground.charter().with(name, weight).toMap())));
    }

    static Effect suspend(Ground ground, MapValue body) {
        return leave(ground, body, State.SUSPENDED);
    }

    static Effect remove(Ground ground, MapValue body) {
        return leave(ground, body, State.REMOVED);
    }

    private static Effect leave(Ground ground, MapValue body, State state) {
        String name = body.get("name").asText();
        Optional<Member> member = Member.at(ground.state(), name, ground.height());
        if (member.isEmpty()) {
            return Effect.not(RefusalCode.MEMBER_UNKNOWN.refused("member", name));
        }
        if (member.get().state() == State.REMOVED || member.get().state() == state) {
            return Effect.not(RefusalCode.MEMBER_NOT_ACTIVE.refused("member", name));
        }
        Charter left = ground.charter().without(name);
        if (left.weights().isEmpty()) {
            return Effect.not(RefusalCode.CHARTER_WITHOUT_MEMBERS.refused());
        }
        return Effect.of(
                new Change(Member.stateKey(name), member.get().as(state).toMap()),
                new Change(Charter.KEY, left.toMap()));
    }

    static Effect resume(Ground ground, MapValue body) {
        String name = body.get("name").asText();
        long weight = Charter.weight(body.get("weight").asLong());
        Optional<Member> member = Member.at(ground.state(), name, ground.height());
        if (member.isEmpty()) {
            return Effect.not(RefusalCode.MEMBER_UNKNOWN.refused("member", name));
        }
        if (member.get().state() != State.SUSPENDED) {
            return Effect.not(RefusalCode.MEMBER_NOT_SUSPENDED.refused("member", name));
        }
        return keyTaken(ground, member.get().key())
                .map(Effect::not)
                .orElseGet(() -> Effect.of(
                        new Change(
                                Member.stateKey(name),
                                member.get().as(State.ACTIVE).toMap()),
                        new Change(
                                Charter.KEY, ground.charter().with(name, weight).toMap())));
    }

    static Effect key(Ground ground, MapValue body) {
        String name = body.get("name").asText();
        byte[] key = Member.requireKey(ground.suite(), body.get("key").asBytes());
        Optional<Member> member = Member.at(ground.state(), name, ground.height());
        if (member.isEmpty()) {
            return Effect.not(RefusalCode.MEMBER_UNKNOWN.refused("member", name));
        }
        Member changed =
                new Member(name, key, member.get().organisation(), member.get().state());
        return keyTaken(ground, key)
                .map(Effect::not)
                .orElseGet(() -> Effect.of(new Change(Member.stateKey(name), changed.toMap())));
    }

    /** No two members may sign with one key. */
    private static Optional<Refused> keyTaken(Ground ground, byte[] key) {
        for (String other : ground.charter().weights().keySet()) {
            Optional<Member> member = Member.at(ground.state(), other, ground.height());
            if (member.isPresent() && Arrays.equals(member.get().key(), key)) {
                return Optional.of(RefusalCode.MEMBER_KEY_TAKEN.refused("member", other));
            }
        }
        return Optional.empty();
    }
}
