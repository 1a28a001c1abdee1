package org.titlechain.server.node;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.exchange.intake.Outcome;
import org.titlechain.exchange.intake.Submission;
import org.titlechain.server.http.Code;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.node.Gateway.Recorded;

/** Lets imports and drop folders hand their messages to the gateway. */
public final class GatewaySubmission implements Submission {
    private final Gateway gateway;

    public GatewaySubmission(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public CompletionStage<Outcome> submit(String fileName, byte[] bytes) {
        return gateway.record(bytes).thenApply(GatewaySubmission::outcome);
    }

    /** What became of the message, in words. */
    public static Outcome outcome(Recorded recorded) {
        MapValue decision = recorded.decision();
        if (!decision.get("accepted").asBoolean()) {
            Code code = ContractCode.named(decision.get("code").asText());
            return Outcome.refused(recorded.messageId(), code.name(), code.title(), code.titleEnglish());
        }
        List<String> findings = new ArrayList<>();
        for (Value finding : decision.get("result").asMap().get("findings").asList()) {
            findings.add(finding.asMap().get("code").asText());
        }
        return Outcome.recorded(recorded.messageId(), recorded.repeated(), findings);
    }
}
