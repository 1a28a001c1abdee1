package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;

/** A law of the register: it holds after every command of registration, whatever rule packs say. */
public interface Law {
    /** The law in Chinese. */
    String chinese();

    /** The law in English. */
    String english();

    /** Where it is written. */
    String article();

    /** What breaks it, for the people who look for the defect; empty when it holds. */
    Optional<String> breach(Passage passage);

    /** Every law. */
    static List<Law> all() {
        return List.of(
                new OneOwner(),
                new SharesSumToOne(),
                new NoDisposalOverSeizure(),
                new MortgageFollows(),
                new RankStays(),
                new WaitingTakesItsTurn(),
                new CertificatesOfLiveRights(),
                new AreaAndLineage(),
                new NothingDisappears(),
                new EndsOnce());
    }
}
