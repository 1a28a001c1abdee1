package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** Members agree that one of them takes part no more, for a while, or again. Each gives the same command. */
final class MemberDeparture {
    private MemberDeparture() {}

    /**
     * Proposes it or votes for it.
     *
     * @param kind of the proposal
     * @param name the member
     * @param weight of its vote from then on; 0 when it has none
     * @param wanted the state that the member has then
     * @return the exit status: 0 when it is so, 1 when votes are missing
     */
    static int agree(Path data, String kind, String name, long weight, String wanted) throws IOException {
        try (Agreement agreement = Agreement.as(data)) {
            String state = agreement
                    .member(name)
                    .orElseThrow(() ->
                            new StartException(Kind.CONFIGURATION, "MEMBER_UNKNOWN: the chain has no member " + name))
                    .path("state")
                    .asString();
            ObjectNode body = Json.object().put("name", name);
            if (weight > 0) {
                body.put("weight", weight);
            }
            Agreement.Step step =
                    state.equals(wanted) ? new Agreement.Step(kind, name, true, 0, 0, 0) : agreement.fresh(kind, body);
            System.out.println(step.line());
            return step.done() ? 0 : Failure.FOUND;
        }
    }
}
