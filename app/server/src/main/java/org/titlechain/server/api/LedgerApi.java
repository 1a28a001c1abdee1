package org.titlechain.server.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Outcome;
import org.titlechain.ledger.Entry;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Blocks, leaves, checkpoints, and entries that were signed elsewhere. */
public final class LedgerApi {
    private static final int LEAVES_AT_ONCE = 2_000;

    private final Ledger ledger;
    private final LedgerViews views;

    public LedgerApi(Ledger ledger, LedgerViews views) {
        this.ledger = ledger;
        this.views = views;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.ofEntries(
                Map.entry("trust", call -> Answer.text("application/json", ledger.trust())),
                Map.entry("checkpoint", call -> Answer.text("text/plain", ledger.checkpoint())),
                Map.entry("checkpointAt", this::checkpointAt),
                Map.entry("consistency", this::consistency),
                Map.entry("blocks", this::blocks),
                Map.entry("block", this::block),
                Map.entry("leaf", this::leaf),
                Map.entry("leafReceipt", this::leafReceipt),
                Map.entry("entrySubmit", this::submit),
                Map.entry("entry", this::entry));
    }

    private Answer checkpointAt(Call call) {
        return ledger.checkpoint(call.variableNumber("height"))
                .map(text -> Answer.text("text/plain", text))
                .orElseThrow(() -> ErrorCode.CHECKPOINT_UNKNOWN.problem());
    }

    private Answer consistency(Call call) {
        long old = call.number("old").orElseThrow();
        long current = call.number("new").orElseThrow();
        return ledger.consistency(old, current)
                .map(bytes -> Answer.download(
                        "application/octet-stream", bytes, "consistency-" + old + "-" + current + ".proof"))
                .orElseThrow(() -> ErrorCode.CHECKPOINT_UNKNOWN.problem());
    }

    private Answer blocks(Call call) throws Exception {
        return views.atHeight(call, () -> {
            long before = call.numericCursor(0);
            List<BlockSummary> blocks = ledger.blocks(before, call.limit());
            ArrayNode items = Json.array();
            blocks.forEach(block -> items.add(views.block(block)));
            boolean more = !blocks.isEmpty() && blocks.getLast().height() > 1;
            return Answer.ok(Lists.of(
                    items,
                    ledger.status().height(),
                    more ? Long.toString(blocks.getLast().height()) : null));
        });
    }

    private Answer block(Call call) throws Exception {
        return views.atHeight(call, () -> {
            long height = call.variableNumber("height");
            List<BlockSummary> two =
                    height < 1 || height > ledger.status().height() ? List.of() : ledger.blocks(height + 1, 2);
            if (two.isEmpty() || two.getFirst().height() != height) {
                throw ErrorCode.BLOCK_UNKNOWN.problem();
            }
            BlockSummary block = two.getFirst();
            long first = two.size() > 1 ? two.get(1).logSize() : 0;
            int count = (int) Math.min(LEAVES_AT_ONCE, block.logSize() - first);
            ArrayNode leaves = Json.array();
            for (Leaf leaf : count == 0 ? List.<Leaf>of() : ledger.leaves(first, count)) {
                leaves.add(views.leaf(leaf));
            }
            ObjectNode node = Json.object();
            node.set("block", views.block(block));
            node.put("checkpoint", block.checkpoint());
            node.set("leaves", leaves);
            return Answer.ok(node);
        });
    }

    private Answer leaf(Call call) throws Exception {
        return views.atHeight(
                call,
                () -> Answer.ok(views.leaf(views.leaf(call.variableNumber("position"))
                        .orElseThrow(() -> ErrorCode.LEAF_UNKNOWN.problem()))));
    }

    private Answer leafReceipt(Call call) {
        long position = call.variableNumber("position");
        return ledger.receipt(position)
                .map(bytes -> Answer.download("application/octet-stream", bytes, "receipt-" + position + ".receipt"))
                .orElseThrow(() -> ErrorCode.LEAF_UNKNOWN.problem());
    }

    private Answer submit(Call call) throws Exception {
        Entry entry = Entry.decode(call.body());
        boolean known = ledger.outcome(entry.id()).isPresent();
        Outcome outcome = ledger.submit(entry).get();
        return Answer.json(known ? 200 : 201, outcome(entry.id(), outcome));
    }

    private Answer entry(Call call) {
        byte[] id = HexFormat.of().parseHex(call.variable("entry"));
        Optional<Outcome> outcome = ledger.outcome(id);
        return Answer.ok(outcome(id, outcome.orElseThrow(() -> ErrorCode.ENTRY_UNKNOWN.problem())));
    }

    private static ObjectNode outcome(byte[] id, Outcome outcome) {
        ObjectNode node = Json.object();
        node.put("entry", HexFormat.of().formatHex(id));
        node.put("height", outcome.leaves().getFirst().map().get("height").asLong());
        ArrayNode positions = node.putArray("positions");
        ArrayNode decisions = node.putArray("decisions");
        for (Leaf leaf : outcome.leaves()) {
            positions.add(leaf.position());
            decisions.add(Json.of(leaf.map().get("decision")));
        }
        node.set("receipts", Json.texts(receipts(outcome)));
        return node;
    }

    /** The receipts in base64. */
    static List<String> receipts(Outcome outcome) {
        List<String> receipts = new ArrayList<>();
        for (byte[] receipt : outcome.receipts()) {
            receipts.add(new String(Base64.getEncoder().encode(receipt), StandardCharsets.US_ASCII));
        }
        return receipts;
    }
}
