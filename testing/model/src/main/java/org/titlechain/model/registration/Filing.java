package org.titlechain.model.registration;

import java.util.List;

/**
 * An application.
 *
 * @param number the case's number
 * @param mode {@code joint}, {@code unilateral}, {@code entrusted} or {@code ex-officio}
 * @param applicants the parties that apply
 * @param materials codes of the documents handed in
 * @param linked cases that must be entered together with this one
 */
public record Filing(
        String number,
        String mode,
        List<String> applicants,
        List<Item> items,
        List<String> materials,
        List<String> linked) {
    public Filing {
        applicants = List.copyOf(applicants);
        items = List.copyOf(items);
        materials = List.copyOf(materials);
        linked = List.copyOf(linked);
    }
}
