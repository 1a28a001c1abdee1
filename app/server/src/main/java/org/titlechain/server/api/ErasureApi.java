package org.titlechain.server.api;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.governance.Role;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.server.delivery.Erasures;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.AdministratorKeys;
import org.titlechain.server.node.Submissions;
import org.titlechain.vault.Vault;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Destroys the key of a person's data in the vault, and says so on the ledger first (个人信息销毁). */
public final class ErasureApi {
    private static final int MOST = 1_000;
    private static final int PARTY_DIGITS = 64;
    private static final int MAXIMUM_TEXT = 64;
    private static final String PARTY = "[0-9a-f]{" + PARTY_DIGITS + "}";
    private static final String GROUNDS = "[a-z][a-z-]{2,39}";

    private final Ledger ledger;
    private final LedgerViews views;
    private final Vault vault;
    private final AdministratorKeys administrators;
    private final Erasures erasures;
    private final Submissions submissions;

    public ErasureApi(
            Ledger ledger, LedgerViews views, Vault vault, AdministratorKeys administrators, Erasures erasures) {
        this.ledger = ledger;
        this.views = views;
        this.vault = vault;
        this.administrators = administrators;
        this.erasures = erasures;
        this.submissions = new Submissions(ledger);
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of("erasures", this::list, "personErase", this::erase);
    }

    private Answer list(Call call) {
        ArrayNode items = Json.array();
        for (String party : erasures.parties(MOST)) {
            Version version = ledger.find(Erasures.stateKey(party)).orElseThrow();
            MapValue value = LedgerViews.value(version);
            items.add(views.version(version)
                    .put("party", party)
                    .put("grounds", value.get("grounds").asText())
                    .put(
                            "kept",
                            vault.messagesOf(HexFormat.of().parseHex(party)).size()));
        }
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    /**
     * Erases a person who stands on no sheet and in no case that is under way. Asked again, it answers as before and
     * writes nothing.
     *
     * <p>The command is on the ledger before the key is destroyed, and the answer is given after both: a kill in
     * between is made good when the node starts again, before it answers anybody.
     */
    private Answer erase(Call call) throws Exception {
        ObjectNode body = call.json();
        String party = Json.text(body, "party", PARTY_DIGITS);
        String grounds = Json.text(body, "grounds", MAXIMUM_TEXT);
        if (!party.matches(PARTY)) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/party");
        }
        if (!grounds.matches(GROUNDS)) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/grounds");
        }
        byte[] reference = HexFormat.of().parseHex(party);
        int messages = vault.messagesOf(reference).size();
        Optional<Version> before = ledger.find(Erasures.stateKey(party));
        if (messages == 0) {
            Version version = before.orElseThrow(() -> ErrorCode.PERSON_UNKNOWN.problem());
            return answer(party, 0, version.position(), version.height(), Optional.empty());
        }
        erasures.sheetNaming(reference).ifPresent(unit -> {
            throw ErrorCode.PERSON_ON_REGISTER.problem(unit);
        });
        erasures.caseNaming(reference).ifPresent(number -> {
            throw ErrorCode.PERSON_IN_CASE.problem(number);
        });
        Signer signer = administrators
                .founding()
                .map(AdministratorKeys.Office::signer)
                .orElseThrow(() -> ErrorCode.ADMINISTRATOR_KEY_MISSING.problem(Role.ADMINISTRATOR.label()));
        MapValue command = Value.map()
                .put("type", "access.erase")
                .put("subject", reference)
                .put("grounds", grounds)
                .build();
        ObjectNode outcome = Outcomes.into(Json.object(), submissions.submit(signer, List.of(command)));
        erasures.carryOut();
        return answer(
                party,
                messages,
                outcome.get("position").longValue(),
                outcome.get("height").longValue(),
                Optional.of(outcome.get("receipt").stringValue()));
    }

    private static Answer answer(String party, int messages, long position, long height, Optional<String> receipt) {
        return Answer.ok(Json.object()
                .put("party", party)
                .put("messages", messages)
                .put("position", position)
                .put("height", height)
                .put("receipt", receipt.orElse(null)));
    }
}
