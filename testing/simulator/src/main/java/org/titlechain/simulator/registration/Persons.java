package org.titlechain.simulator.registration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.simulator.Signers;

/** Who acts in a history: names that stand for keys, and the roles that they have on the chain. */
final class Persons {
    private static final Map<String, Set<String>> ROLES = roles();

    private Persons() {}

    private static Map<String, Set<String>> roles() {
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        roles.put("administrator", Set.of("administrator"));
        roles.put("applicant", Set.of("applicant"));
        roles.put("court", Set.of("court"));
        roles.put("window-1", Set.of("acceptor"));
        roles.put("window-2", Set.of("acceptor"));
        for (int number = 1; number <= 5; number++) {
            roles.put("reviewer-" + number, Set.of("reviewer"));
        }
        for (int number = 1; number <= 3; number++) {
            roles.put("registrar-" + number, Set.of("registrar"));
        }
        roles.put("everything", Set.of("applicant", "acceptor", "reviewer", "registrar"));
        roles.put("issuer", Set.of("issuer"));
        roles.put("archivist", Set.of("archivist"));
        roles.put("finance", Set.of("finance"));
        return roles;
    }

    static Set<String> rolesOf(String name) {
        return ROLES.getOrDefault(name, Set.of());
    }

    /** Everybody who has the role. */
    static List<String> with(String role) {
        List<String> names = new ArrayList<>();
        ROLES.forEach((name, roles) -> {
            if (roles.contains(role)) {
                names.add(name);
            }
        });
        return names;
    }

    /** The first commands of a chain with these persons and one office. */
    static List<MapValue> beginning() {
        List<Value> keys = new ArrayList<>();
        ROLES.forEach((name, roles) -> keys.add(Value.map()
                .put("key", Signers.key(name))
                .put("name", name)
                .put("organisation", "示例市不动产登记中心")
                .put("roles", Value.texts(roles.stream().sorted().toList()))
                .put("districts", Value.texts(List.of(name.equals("administrator") ? "" : "9999")))
                .build()));
        MapValue genesis = Value.map()
                .put("type", "governance.genesis")
                .put("chain", "simulated")
                .put("suite", "gm")
                .put("contract", 2)
                .put("members", Value.list(List.of()))
                .put("keys", Value.list(keys))
                .build();
        MapValue office = Value.map()
                .put("type", "registration.office")
                .put("district", RegistrationCommands.DISTRICT)
                .put("prefix", "测")
                .put("county", "示例市")
                .build();
        return List.of(genesis, office);
    }
}
