package org.titlechain.server.api;

import java.util.Map;
import java.util.Optional;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.Handler;
import org.titlechain.server.node.NodeEngine;

/**
 * What a member that joins asks the nodes of the others before it has a ledger. Everything in it is signed, and public.
 */
public final class JoinApi {
    private final Optional<NodeEngine> engine;

    public JoinApi(Optional<NodeEngine> engine) {
        this.engine = engine;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of("peerLightBlock", this::lightBlock, "peerEvidence", this::evidence);
    }

    /** Nothing where there is no evidence. */
    private Answer evidence(Call call) {
        long height = call.variableNumber("height");
        return Answer.download(
                "application/octet-stream",
                engine.flatMap(own -> own.join().evidence(height)).orElse(new byte[0]),
                height + ".evidence");
    }

    /** An empty object where the chain is not over CometBFT now, or there is no such block. */
    private Answer lightBlock(Call call) {
        long height = call.variableNumber("height");
        return Answer.text(
                "application/json",
                engine.flatMap(own -> own.join().lightBlock(height)).orElse("{}"));
    }
}
