package org.titlechain.contract.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.governance.Motion.Changes;
import org.titlechain.contract.governance.Motion.Effect;
import org.titlechain.contract.governance.Motion.Ground;

/** Proposals about keys; those of the three administrators are granted and revoked in no other way. */
final class KeyMotions {
    private final Holders holders;

    KeyMotions(Holders holders) {
        this.holders = holders;
    }

    Effect grant(Ground ground, MapValue body) {
        KeyGrant grant = KeyGrant.read(body);
        ChainMotions.districts(body.get("districts"));
        Optional<Refused> refusal = holders.refusal(ground.state(), grant, ground.height());
        if (refusal.isPresent()) {
            return Effect.not(refusal.get());
        }
        byte[] keyId = ground.suite()
                .keyId(Member.requireKey(ground.suite(), body.get("key").asBytes()));
        String key = KeyGrant.stateKey(keyId);
        if (KeyGrant.at(ground.state(), key, ground.height()).isPresent()) {
            return Effect.not(RefusalCode.KEY_KNOWN_ALREADY.refused("key", key));
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(key, grant.toMap().put("revoked", false).build()));
        holders.taken(grant).ifPresent(changes::add);
        return new Changes(changes);
    }

    Effect revoke(Ground ground, MapValue body) {
        String key = KeyGrant.stateKey(body.get("keyId").asBytes());
        String reason = ChainMotions.text(body, "reason");
        Optional<KeyGrant> known = KeyGrant.at(ground.state(), key, ground.height());
        if (known.isEmpty()) {
            return Effect.not(RefusalCode.KEY_TO_REVOKE_UNKNOWN.refused("key", key));
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change(
                key,
                known.get().toMap().put("revoked", true).put("reason", reason).build()));
        holders.freed(known.get()).ifPresent(changes::add);
        return new Changes(changes);
    }
}
