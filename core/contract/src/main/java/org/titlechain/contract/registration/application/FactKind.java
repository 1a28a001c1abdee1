package org.titlechain.contract.registration.application;

import java.util.List;

/**
 * A fact that a department states.
 *
 * @param name such as {@code deed-tax}
 * @param role the label of the role that may state it
 * @param about {@code case}, {@code unit} or {@code party}
 * @param materials codes of the materials that it stands for
 */
public record FactKind(String name, String role, String about, List<String> materials) {
    public FactKind {
        materials = List.copyOf(materials);
    }
}
