package org.titlechain.contract.governance;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.Scheduled;
import org.titlechain.contract.StateView;
import org.titlechain.crypto.HashFunction;

/**
 * Who holds which of the three offices, as it stands under {@code holder/<hash of organisation and name>}: nobody holds
 * two, whatever the number of keys.
 */
final class Holders {
    private final HashFunction hash;

    Holders(HashFunction hash) {
        this.hash = hash;
    }

    /** Why the grant would join two offices in one hand; empty when it would not. */
    Optional<Refused> refusal(StateView state, KeyGrant grant, long height) {
        List<String> offices =
                grant.roles().stream().filter(Role::isOffice).distinct().toList();
        if (offices.isEmpty()) {
            return Optional.empty();
        }
        boolean founder = grant.roles().contains(Role.ADMINISTRATOR.label());
        Optional<String> held = Scheduled.find(state, stateKey(grant), height)
                .map(holder -> holder.get("office").asText())
                .filter(office -> !office.isEmpty());
        return offices.size() > 1 || founder || held.isPresent() && !held.get().equals(offices.getFirst())
                ? Optional.of(RefusalCode.OFFICES_NOT_SEPARATE.refused("name", grant.name()))
                : Optional.empty();
    }

    /** What the grant of an office changes; empty when it grants none. */
    Optional<Change> taken(KeyGrant grant) {
        return office(grant).map(office -> new Change(stateKey(grant), value(office)));
    }

    /** What the end of the grant changes; empty when it granted no office. */
    Optional<Change> freed(KeyGrant grant) {
        return office(grant).map(office -> new Change(stateKey(grant), value("")));
    }

    static Optional<String> office(KeyGrant grant) {
        return grant.roles().stream().filter(Role::isOffice).findFirst();
    }

    private static MapValue value(String office) {
        return Value.map().put("office", office).build();
    }

    private String stateKey(KeyGrant grant) {
        byte[] person = CanonicalEncoder.encode(Value.texts(List.of(grant.organisation(), grant.name())));
        return "holder/" + HexFormat.of().formatHex(hash.hash(person));
    }
}
