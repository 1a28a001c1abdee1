package org.titlechain.simulator.registration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.model.registration.Facts;
import org.titlechain.simulator.Signers;

/** Who acts in a history: names that stand for keys, and the roles that they have on the chain. */
final class Persons {
    private static final String OFFICE = "示例市不动产登记中心";
    private static final String PROVINCE = "示例省自然资源厅";
    private static final Map<String, Set<String>> ROLES = roles();

    private Persons() {}

    private static Map<String, Set<String>> roles() {
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        roles.put("administrator", Set.of("administrator"));
        roles.put("province", Set.of("system"));
        roles.put("applicant", Set.of("applicant"));
        roles.put("another", Set.of("applicant"));
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
        new TreeSet<>(Facts.ROLES.values())
                .stream().filter(role -> !roles.containsKey(role)).forEach(role -> {
                    roles.put(role, Set.of(role));
                    roles.put(role + "-2", Set.of(role));
                });
        roles.put("elsewhere", Set.of("applicant", "acceptor", "reviewer", "registrar", "issuer", "archivist"));
        return roles;
    }

    static Set<String> rolesOf(String name) {
        return ROLES.getOrDefault(name, Set.of());
    }

    /** Whether the person's key covers the county. */
    static boolean covers(String name) {
        return !name.equals("elsewhere");
    }

    /** Departments speak for themselves, everybody else for the office, but for the one of the province. */
    static String organisationOf(String name) {
        if (name.equals("province")) {
            return PROVINCE;
        }
        boolean department = Facts.ROLES.containsValue(name.replace("-2", ""));
        return department ? "示例部门 " + name : OFFICE;
    }

    /** Everybody who has one of the roles, and covers the county. */
    static List<String> with(Set<String> wanted) {
        List<String> names = new ArrayList<>();
        ROLES.forEach((name, roles) -> {
            if (covers(name) && !Collections.disjoint(roles, wanted)) {
                names.add(name);
            }
        });
        return names;
    }

    private static String districts(String name) {
        boolean everywhere = name.equals("administrator") || name.equals("province");
        return everywhere ? "" : covers(name) ? "9999" : "9998";
    }

    /** Who votes for the member. */
    static String voterOf(String member) {
        return member.equals("province") ? "province" : "administrator";
    }

    private static Value member(String name, String organisation) {
        return Value.map()
                .put("name", name)
                .put("key", Signers.key("member " + name))
                .put("organisation", organisation)
                .build();
    }

    /** The first commands of a chain of two members with these persons and one office. */
    static List<MapValue> beginning(long version) {
        List<Value> keys = new ArrayList<>();
        ROLES.forEach((name, roles) -> keys.add(Value.map()
                .put("key", Signers.key(name))
                .put("name", name)
                .put("organisation", organisationOf(name))
                .put("roles", Value.texts(roles.stream().sorted().toList()))
                .put("districts", Value.texts(List.of(districts(name))))
                .build()));
        MapValue genesis = Value.map()
                .put("type", "governance.genesis")
                .put("chain", "simulated")
                .put("suite", "gm")
                .put("contract", version)
                .put("members", Value.list(List.of(member("registry", OFFICE), member("province", PROVINCE))))
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
