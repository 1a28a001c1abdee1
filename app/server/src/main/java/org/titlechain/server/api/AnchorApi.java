package org.titlechain.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.anchoring.Anchor;
import org.titlechain.contract.anchoring.AnchoringContract;
import org.titlechain.contract.anchoring.SubordinateChain;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.proof.AnchoredProof;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.ConsistencyProof;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.server.DataFolder;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Problem;
import org.titlechain.server.node.Submissions;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Subordinate chains and their checkpoints. Who brings one needs no account: the checkpoint carries its own members'
 * signatures, and this node's gateway key signs the entry. What the contract would refuse is refused before anything is
 * written, so a stranger can write nothing but what is newer and signed by a chain that this one knows.
 */
public final class AnchorApi {
    private static final int MOST = 10_000;

    private final Ledger ledger;
    private final Path keys;
    private final Suite suite;
    private final Submissions submissions;
    private final AnchoringContract contract = new AnchoringContract();

    public AnchorApi(Ledger ledger, Path root, Suite suite) {
        this.ledger = ledger;
        this.keys = root.resolve("keys");
        this.suite = suite;
        this.submissions = new Submissions(ledger);
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of(
                "anchors", this::anchors,
                "anchor", call -> Answer.ok(view(call.variable("chain"))),
                "anchorRecord", this::record,
                "anchorReceipt", this::receipt);
    }

    private Answer anchors(Call call) {
        TreeSet<String> chains = new TreeSet<>();
        for (String prefix : List.of(SubordinateChain.PREFIX, Anchor.PREFIX)) {
            ledger.keys(prefix, "", MOST).forEach(key -> chains.add(key.substring(prefix.length())));
        }
        ArrayNode items = Json.array();
        chains.forEach(chain -> items.add(view(chain)));
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    private ObjectNode view(String chain) {
        long height = ledger.status().height() + 1;
        Optional<TrustedMembers> trust = SubordinateChain.at(ledger.state(), chain, height);
        Optional<Version> version = ledger.find(Anchor.stateKey(chain));
        if (trust.isEmpty() && version.isEmpty()) {
            throw new Problem(new ContractCode(RefusalCode.ANCHOR_CHAIN_UNKNOWN), chain);
        }
        Optional<Anchor> anchor = version.map(found -> Anchor.read(LedgerViews.value(found)));
        ObjectNode node = Json.object()
                .put("chain", chain)
                .put("quorum", trust.map(TrustedMembers::quorum).orElse(0));
        node.set(
                "members",
                Json.texts(trust.map(TrustedMembers::members).orElse(List.of()).stream()
                        .map(TrustedMembers.Member::name)
                        .toList()));
        node.put("height", anchor.map(Anchor::height).orElse(0L))
                .put("time", anchor.map(Anchor::time).orElse(0L))
                .put("logSize", anchor.map(Anchor::logSize).orElse(0L))
                .put("checkpoint", anchor.map(Anchor::checkpoint).orElse(null));
        node.set(
                "recorded",
                version.<tools.jackson.databind.JsonNode>map(found -> Json.object()
                                .put("height", found.height())
                                .put("time", found.time())
                                .put("position", found.position()))
                        .orElseGet(Json::nothing));
        return node.put("anchors", version.map(Version::version).orElse(0L));
    }

    private Answer record(Call call) throws Exception {
        ConsistencyProof brought = ConsistencyProof.decode(call.body());
        Checkpoint checkpoint = Checkpoint.parse(brought.newCheckpoint()).checkpoint();
        Optional<Anchor> known = Anchor.find(ledger.state(), checkpoint.chain());
        boolean repeated = known.filter(anchor -> Checkpoint.parse(anchor.checkpoint())
                        .checkpoint()
                        .body()
                        .equals(checkpoint.body()))
                .isPresent();
        if (repeated) {
            return Answer.ok(view(checkpoint.chain()));
        }
        MapValue command = Value.map()
                .put("type", AnchoredProof.COMMAND)
                .put("checkpoint", brought.newCheckpoint())
                .put("path", Value.list(brought.path().stream().map(Value::of).toList()))
                .build();
        Signer gateway = gateway();
        requireAcceptable(command, gateway);
        Submissions.accepted(submissions.submit(gateway, List.of(command)));
        return Answer.json(201, view(checkpoint.chain()));
    }

    private Signer gateway() throws IOException {
        Path file = keys.resolve(DataFolder.GATEWAY_KEY + ".key");
        if (!Files.exists(file)) {
            throw ErrorCode.ADMINISTRATOR_KEY_MISSING.problem(DataFolder.GATEWAY_KEY);
        }
        return KeyFile.read(file, suite);
    }

    /** The contract is asked before anything is written. */
    private void requireAcceptable(MapValue command, Signer gateway) {
        if (ledger.contractVersion() < AnchoringContract.SINCE) {
            throw new Problem(new ContractCode(RefusalCode.COMMAND_UNKNOWN), AnchoredProof.COMMAND);
        }
        Ledger.BlockSummary newest = ledger.blocks(0, 1).getFirst();
        BlockContext context = new BlockContext(
                ledger.status().chain(),
                newest.height() + 1,
                newest.time(),
                new byte[32],
                0,
                suite.keyId(gateway.publicKey()));
        if (contract.decide(ledger.state(), Command.of(command), context)
                instanceof Refused(String code, MapValue facts)) {
            throw new Problem(ContractCode.named(code), Json.of(facts).toString());
        }
    }

    private Answer receipt(Call call) {
        String chain = call.variable("chain");
        String key = Anchor.stateKey(chain);
        OptionalLong of = call.number("of");
        Version version = (of.isEmpty() ? ledger.find(key) : ofHeight(key, of.getAsLong()))
                .orElseThrow(() -> ErrorCode.CHECKPOINT_UNKNOWN.problem());
        OptionalLong at = call.number("at");
        return (at.isEmpty() ? ledger.receipt(version.position()) : ledger.receipt(version.position(), at.getAsLong()))
                .map(bytes -> Answer.download(
                        "application/octet-stream", bytes, chain + "-" + version.version() + ".receipt"))
                .orElseThrow(() -> ErrorCode.CHECKPOINT_UNKNOWN.problem());
    }

    /** The version that recorded the subordinate chain's height: heights rise with versions. */
    private Optional<Version> ofHeight(String key, long height) {
        long low = 1;
        long high = ledger.find(key).map(Version::version).orElse(0L);
        while (low <= high) {
            long middle = (low + high) >>> 1;
            Version version = ledger.version(key, middle).orElseThrow();
            long found = Anchor.read(LedgerViews.value(version)).height();
            if (found == height) {
                return Optional.of(version);
            }
            if (found < height) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }
}
