package org.titlechain.contract.governance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.ContractVersions;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;
import org.titlechain.crypto.Suite;

/**
 * Keys that are granted, revoked and rotated without a vote: by the founding administrator any key, by a security
 * administrator those of its own organisation that hold no office, and by every key itself.
 */
final class KeyCommands {
    private final Holders holders;

    KeyCommands(Holders holders) {
        this.holders = holders;
    }

    Decision grant(StateView state, Suite suite, MapValue body, BlockContext context) {
        boolean separated = separated(state, context);
        Optional<Refused> refusal = KeyGrant.refusal(state, context, separated ? Role.SECURITY : Role.ADMINISTRATOR);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String key = KeyGrant.stateKey(suite.keyId(body.get("key").asBytes()));
        KeyGrant grant = KeyGrant.read(body);
        requireRoles(grant, ContractVersions.inForce(state, context.height()));
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(key, grant.toMap().put("revoked", false).build()));
        if (separated) {
            refusal = ownMatter(state, context, grant)
                    .or(() -> KeyGrant.at(state, key, context.height())
                            .flatMap(known -> ownMatter(state, context, known)))
                    .or(() -> jurisdiction(state, context, grant));
        } else {
            refusal = holders.refusal(state, grant, context.height());
            holders.taken(grant).ifPresent(changes::add);
        }
        return refusal.<Decision>map(refused -> refused)
                .orElseGet(
                        () -> new Accepted(changes, Value.map().put("key", key).build()));
    }

    /** Why a key is not for this security administrator alone to decide on. */
    private static Optional<Refused> ownMatter(StateView state, BlockContext context, KeyGrant grant) {
        if (Holders.office(grant).isPresent() || grant.roles().contains(Role.ADMINISTRATOR.label())) {
            return Optional.of(RefusalCode.PROPOSAL_NEEDED.refused("name", grant.name()));
        }
        return Rights.organisation(state, context).equals(grant.organisation())
                ? Optional.empty()
                : Optional.of(RefusalCode.KEY_OF_ANOTHER_ORGANISATION.refused("organisation", grant.organisation()));
    }

    /** Why the districts go beyond those of the organisation, where the chain knows them. */
    private static Optional<Refused> jurisdiction(StateView state, BlockContext context, KeyGrant grant) {
        Optional<MapValue> organisation =
                Scheduled.find(state, "organisation/" + grant.organisation(), context.height());
        if (organisation.isEmpty()) {
            return Optional.empty();
        }
        List<String> own = organisation.get().get("districts").asList().stream()
                .map(Value::asText)
                .toList();
        return grant.districts().stream()
                .filter(district -> own.stream().noneMatch(district::startsWith))
                .findFirst()
                .map(district -> RefusalCode.JURISDICTION_EXCEEDED.refused("district", district));
    }

    static void requireRoles(KeyGrant grant, long version) {
        for (String role : grant.roles()) {
            if (Role.ofLabel(role).filter(known -> known.since() <= version).isEmpty()) {
                throw new CodecException(Reason.INVALID_VALUE, "roles");
            }
        }
    }

    Decision revoke(StateView state, MapValue body, BlockContext context) {
        boolean separated = separated(state, context);
        Optional<Refused> refusal = KeyGrant.refusal(state, context, separated ? Role.SECURITY : Role.ADMINISTRATOR);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        byte[] keyId = body.get("keyId").asBytes();
        String reason = body.get("reason").asText();
        if (Arrays.equals(keyId, context.keyId())) {
            return RefusalCode.KEY_REVOKES_ITSELF.refused("key", context.keyIdText());
        }
        String stateKey = KeyGrant.stateKey(keyId);
        Optional<KeyGrant> known = KeyGrant.at(state, stateKey, context.height());
        if (known.isEmpty()) {
            return RefusalCode.KEY_TO_REVOKE_UNKNOWN.refused("key", stateKey);
        }
        if (separated) {
            Optional<Refused> foreign = ownMatter(state, context, known.get());
            if (foreign.isPresent()) {
                return foreign.get();
            }
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(
                stateKey,
                known.get().toMap().put("revoked", true).put("reason", reason).build()));
        holders.freed(known.get()).ifPresent(changes::add);
        return new Accepted(changes, Value.map().put("key", stateKey).build());
    }

    /** The signing key hands all that it may do to a new key and ends. */
    Decision rotate(StateView state, Suite suite, MapValue body, BlockContext context) {
        Optional<Refused> refusal = KeyGrant.refusal(state, context);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String newKey = KeyGrant.stateKey(
                suite.keyId(Member.requireKey(suite, body.get("key").asBytes())));
        if (state.find(newKey).isPresent()) {
            return RefusalCode.KEY_KNOWN_ALREADY.refused("key", newKey);
        }
        String oldKey = KeyGrant.stateKey(context.keyId());
        if (Scheduled.change(state, oldKey, context.height()).isPresent()) {
            return RefusalCode.PROPOSAL_CHANGE_PENDING.refused("key", oldKey);
        }
        KeyGrant grant = KeyGrant.at(state, oldKey, context.height()).orElseThrow();
        return new Accepted(
                List.of(
                        new Change(newKey, grant.toMap().put("revoked", false).build()),
                        new Change(
                                oldKey,
                                grant.toMap()
                                        .put("revoked", true)
                                        .put("reason", "rotated")
                                        .build())),
                Value.map().put("key", newKey).build());
    }

    private static boolean separated(StateView state, BlockContext context) {
        return Charter.at(state, context.height()).map(Charter::separated).orElse(false);
    }
}
