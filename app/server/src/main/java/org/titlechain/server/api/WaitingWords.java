package org.titlechain.server.api;

import java.util.List;
import java.util.Optional;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.Ledger;
import org.titlechain.query.RegistrationItem;
import org.titlechain.rules.instrument.CharterElectorate;
import org.titlechain.rules.instrument.RulePacks;
import org.titlechain.server.http.Code;
import org.titlechain.server.http.ContractCode;
import org.titlechain.server.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Why a case waits for a person, in words: what automation lacked, or why the contract refused to handle it so. */
final class WaitingWords {
    private static final String RULE_REFUSES = "RULE_REFUSES";
    private static final String RULE_NEEDS_PEOPLE = "RULE_NEEDS_PEOPLE";

    private final Ledger ledger;
    private final RuleWords rules;
    private final RulePacks packs;

    WaitingWords(Ledger ledger, HashFunction hash) {
        this.ledger = ledger;
        this.rules = new RuleWords(ledger);
        this.packs = new RulePacks(hash, new CharterElectorate());
    }

    /** The reasons of the case, each with sentence, article and remedy where there are any. */
    ArrayNode of(RegistrationItem item) {
        ArrayNode reasons = Json.array();
        item.reasons().forEach(reason -> reasons.add(of(item, reason)));
        return reasons;
    }

    private ObjectNode of(RegistrationItem item, RegistrationItem.Reason reason) {
        ObjectNode node = Json.object().put("code", reason.code()).put("subject", reason.subject());
        Optional<WaitingReason> waiting = WaitingReason.named(reason.code());
        if (waiting.isPresent()) {
            node.put("zh", waiting.get().chinese()).put("en", waiting.get().english());
            node.putNull("article");
            node.put("remedyZh", waiting.get().remedyChinese())
                    .put("remedyEn", waiting.get().remedyEnglish());
        } else {
            Code refusal = ContractCode.named(reason.code());
            node.put("zh", refusal.title()).put("en", refusal.titleEnglish());
            node.put("article", refusal.article().isEmpty() ? null : refusal.article());
            node.put("remedyZh", refusal.remedy()).put("remedyEn", refusal.remedyEnglish());
        }
        rule(item, reason).ifPresent(words -> {
            for (String name : List.of("zh", "en", "article", "remedyZh", "remedyEn")) {
                node.set(name, words.get(name));
            }
            node.set("rule", words.get("rule"));
        });
        return node;
    }

    /** A rule says what it wants better than the contract, which only knows that it fired. */
    private Optional<ObjectNode> rule(RegistrationItem item, RegistrationItem.Reason reason) {
        String subject = reason.subject();
        if (reason.code().equals(RULE_REFUSES) && subject.split("/").length == 3) {
            String[] parts = subject.split("/");
            return rules.of(parts[0], Long.parseLong(parts[1]), parts[2]);
        }
        if (!reason.code().equals(RULE_NEEDS_PEOPLE)) {
            return Optional.empty();
        }
        List<PackReference> inForce = packs.inForce(ledger.state(), item.district(), item.time());
        return inForce.stream()
                .flatMap(pack -> rules.of(pack.name(), pack.version(), subject).stream())
                .findFirst();
    }
}
