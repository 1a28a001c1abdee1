package org.titlechain.simulator;

import java.util.List;
import java.util.Set;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.model.Verdict;

/** Compares what was decided with what the model expects. */
final class Decisions {
    private Decisions() {}

    static List<String> differences(Verdict verdict, Decision decision) {
        return switch (verdict) {
            case Verdict.Accept accept -> accepted(decision);
            case Verdict.Either(Set<String> reasons) ->
                decision instanceof Refused ? differences(new Verdict.Refuse(reasons), decision) : List.of();
            case Verdict.Refuse(Set<String> reasons) ->
                switch (decision) {
                    case Accepted accepted -> List.of("accepted, and must be refused with one of " + reasons);
                    case Refused refused ->
                        reasons.contains(refused.code())
                                ? List.of()
                                : List.of("refused with " + refused.code() + " " + refused.facts()
                                        + ", and must be with one of " + reasons);
                };
        };
    }

    private static List<String> accepted(Decision decision) {
        return decision instanceof Refused refused
                ? List.of("refused with " + refused.code() + " " + refused.facts() + ", and must be accepted")
                : List.of();
    }
}
