package org.titlechain.contract.registration.process;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.titlechain.contract.registration.application.Applicant;
import org.titlechain.contract.registration.application.Application;
import org.titlechain.contract.registration.application.FactKind;
import org.titlechain.contract.registration.application.Item;
import org.titlechain.contract.registration.application.Kinds;

/**
 * A fact that an application waits for, if it is to be handled without paper.
 *
 * @param fact the kind of fact
 * @param about what it is about: a unit code, a case's state key, or a party's reference in lower-case hex
 */
public record AwaitedFact(FactKind fact, String about) {
    private static final String IDENTITY = "identity";
    private static final String CONSENT = "consent";

    /**
     * What departments have to say before the case can be handled without a hand: who each applicant is, that they
     * agreed to what is applied for, and the facts that stand for the materials of its kinds. Each once, in the order
     * of the application.
     *
     * @param kinds the tables of the contract version in force
     */
    public static List<AwaitedFact> of(Kinds kinds, Application application) {
        Set<AwaitedFact> awaited = new LinkedHashSet<>();
        kinds.fact(IDENTITY).ifPresent(fact -> awaited.addAll(subjects(fact, application, List.of())));
        if (application.mode().equals("joint") || application.mode().equals("unilateral")) {
            kinds.fact(CONSENT).ifPresent(fact -> awaited.addAll(subjects(fact, application, List.of())));
        }
        for (Item item : application.items()) {
            for (String material : item.kind().materials()) {
                kinds.factFor(material).ifPresent(fact -> awaited.addAll(subjects(fact, application, List.of(item))));
            }
        }
        return List.copyOf(awaited);
    }

    private static List<AwaitedFact> subjects(FactKind fact, Application application, List<Item> items) {
        List<AwaitedFact> subjects = new ArrayList<>();
        switch (fact.about()) {
            case "party" -> {
                for (Applicant applicant : application.applicants()) {
                    subjects.add(new AwaitedFact(
                            fact, HexFormat.of().formatHex(applicant.party().asBytes())));
                }
            }
            case "unit" ->
                items.forEach(
                        item -> subjects.add(new AwaitedFact(fact, item.unit().text())));
            default -> subjects.add(new AwaitedFact(fact, application.caseKey()));
        }
        return subjects;
    }

    /** The state key under which departments' statements of it stand. */
    public String stateKey() {
        return FactBook.key(fact.name(), about);
    }
}
