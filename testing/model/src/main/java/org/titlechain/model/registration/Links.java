package org.titlechain.model.registration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cases that are entered together: each names all others. */
final class Links {
    private Links() {}

    static boolean fit(List<CaseFile> together) {
        Set<String> numbers = new HashSet<>();
        together.forEach(file -> numbers.add(file.filing().number()));
        return together.stream().allMatch(file -> {
            Set<String> named = new HashSet<>(file.filing().linked());
            named.add(file.filing().number());
            return named.equals(numbers);
        });
    }
}
