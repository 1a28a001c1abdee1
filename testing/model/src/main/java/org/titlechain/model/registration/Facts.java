package org.titlechain.model.registration;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What departments say: {@code docs/registration-contract.md}, "Facts of departments". */
public final class Facts {
    /** Every fact with the role that may state it. */
    public static final Map<String, String> ROLES = roles();

    private static final Map<String, String> STANDING_FOR = Map.ofEntries(
            Map.entry("identity", "identity"),
            Map.entry("marital-status", "marital-status"),
            Map.entry("heirs", "heirs"),
            Map.entry("tax-proof", "deed-tax"),
            Map.entry("contract", "contract-filed"),
            Map.entry("completion", "completion"),
            Map.entry("loan-contract", "loan-contract"),
            Map.entry("mortgage-contract", "loan-contract"),
            Map.entry("release-consent", "debt-ended"),
            Map.entry("judgment", "judgment"),
            Map.entry("seizure-order", "seizure-order"),
            Map.entry("release-order", "seizure-order"),
            Map.entry("company-merger", "company-merger"),
            Map.entry("survey", "survey"));

    private final Map<String, Map<String, Statement>> known = new HashMap<>();

    private record Statement(boolean confirms, long until) {}

    /** What all who spoke say together. */
    enum Outcome {
        CONFIRMED,
        DENIED,
        CONTRADICTED,
        UNKNOWN
    }

    private static Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("identity", "police");
        roles.put("consent", "police");
        roles.put("marital-status", "civil_affairs");
        roles.put("heirs", "civil_affairs");
        roles.put("deed-tax", "tax");
        roles.put("contract-filed", "housing");
        roles.put("completion", "housing");
        roles.put("loan-contract", "bank");
        roles.put("debt-ended", "bank");
        roles.put("judgment", "court");
        roles.put("seizure-order", "court");
        roles.put("suit-filed", "court");
        roles.put("company-merger", "market");
        roles.put("survey", "survey");
        roles.put("fee-paid", "finance");
        return roles;
    }

    /** The fact that stands for the material. */
    public static Optional<String> standingFor(String material) {
        return Optional.ofNullable(STANDING_FOR.get(material));
    }

    /** What a fact is about: {@code party}, {@code unit} or {@code case}. */
    public static String subjectOf(String fact) {
        return switch (fact) {
            case "identity", "marital-status" -> "party";
            case "completion", "survey" -> "unit";
            default -> "case";
        };
    }

    /** The newest word of each organisation counts. */
    void state(String fact, String about, String organisation, boolean confirms, long until) {
        known.computeIfAbsent(fact + " " + about, any -> new HashMap<>())
                .put(organisation, new Statement(confirms, until));
    }

    /** What the departments whose word has not run out say of one subject. */
    Outcome outcome(String fact, String about, long time) {
        Set<Boolean> words = known.getOrDefault(fact + " " + about, Map.of()).values().stream()
                .filter(statement -> statement.until() == 0 || time <= statement.until())
                .map(Statement::confirms)
                .collect(Collectors.toSet());
        return switch (words.size()) {
            case 0 -> Outcome.UNKNOWN;
            case 1 -> words.contains(true) ? Outcome.CONFIRMED : Outcome.DENIED;
            default -> Outcome.CONTRADICTED;
        };
    }

    boolean isConfirmed(String fact, String about, long time) {
        return outcome(fact, about, time) == Outcome.CONFIRMED;
    }

    /**
     * What they say of the material for one item: contradicted before anything else, confirmed only of every subject.
     */
    Outcome ofMaterial(String material, Filing filing, Item item, long time) {
        Optional<String> fact = standingFor(material);
        if (fact.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        Collection<String> subjects =
                switch (subjectOf(fact.get())) {
                    case "party" ->
                        filing.applicants().stream().map(Applicant::party).toList();
                    case "unit" -> List.of(item.unit());
                    default -> List.of(filing.number());
                };
        Set<Outcome> outcomes = subjects.stream()
                .map(subject -> outcome(fact.get(), subject, time))
                .collect(Collectors.toSet());
        if (outcomes.contains(Outcome.CONTRADICTED)) {
            return Outcome.CONTRADICTED;
        }
        return outcomes.equals(Set.of(Outcome.CONFIRMED)) ? Outcome.CONFIRMED : Outcome.UNKNOWN;
    }
}
