package org.titlechain.contract.governance;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.governance.Motion.Ground;

/** Whether the offices of the three administrators are filled, so that a chain that separates them can still act. */
final class Offices {
    private static final List<Role> ALL = List.of(Role.SYSTEM, Role.SECURITY, Role.AUDIT);

    private Offices() {}

    /**
     * The first office that is vacant; empty when none is.
     *
     * @param offices for each member the identifiers of its administrators' keys, by role
     */
    static Optional<Refused> vacant(Ground ground, Charter charter, MapValue offices) {
        for (String name : charter.weights().keySet()) {
            String organisation = Member.at(ground.state(), name, ground.height())
                    .orElseThrow()
                    .organisation();
            for (Role role : ALL) {
                boolean filled = offices.find(name)
                        .flatMap(keys -> keys.asMap().find(role.label()))
                        .flatMap(key -> KeyGrant.at(ground.state(), KeyGrant.stateKey(key.asBytes()), ground.height()))
                        .filter(grant -> !grant.revoked()
                                && grant.roles().contains(role.label())
                                && grant.organisation().equals(organisation))
                        .isPresent();
                if (!filled) {
                    return Optional.of(RefusalCode.OFFICE_VACANT.refused(
                            Value.map().put("member", name).put("office", role.label())));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether keys of the chain's first command fill every office of the organisation. */
    static boolean filled(String organisation, List<KeyGrant> grants) {
        return ALL.stream()
                .allMatch(role -> grants.stream()
                        .anyMatch(grant -> grant.organisation().equals(organisation)
                                && grant.roles().contains(role.label())));
    }
}
