package org.titlechain.departments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.titlechain.client.CaseNumber;
import org.titlechain.client.ClientException;
import org.titlechain.client.Decided;
import org.titlechain.client.Fact;
import org.titlechain.client.TitleChainClient;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import tools.jackson.databind.JsonNode;

/**
 * The desk of a department: looks for applications that wait for its word, and gives it. What it said stands on the
 * ledger, so it can be ended and started at any time. For one thread.
 */
public final class DepartmentDesk {
    private static final int PAGE = 200;
    private static final int HUNDRED = 100;

    private final TitleChainClient client;
    private final Department department;
    private final Behaviour behaviour;
    private final Signer key;
    private final Optional<Signer> second;
    private final Random chance;

    /** When each case that is not answered was first seen, ns. */
    private final Map<CaseNumber, Long> seen = new HashMap<>();

    private final Set<CaseNumber> answered = new HashSet<>();

    /**
     * A desk.
     *
     * @param client with a token of the role {@code department}
     * @param key the department's, granted on the chain with its role
     * @param second the key of its second office, which contradicts it where it is told to
     * @param seed of what is left to chance
     */
    public DepartmentDesk(
            TitleChainClient client,
            Department department,
            Behaviour behaviour,
            Signer key,
            Optional<Signer> second,
            long seed) {
        this.client = client;
        this.department = department;
        this.behaviour = behaviour;
        this.key = key;
        this.second = second;
        this.chance = new Random(seed);
    }

    /** Looks once at every application that waits; gives about how many it spoke. */
    public int look() {
        int spoken = 0;
        String cursor = "";
        do {
            Map<String, String> waiting = Map.of("state", "applied", "sort", "newest", "limit", Integer.toString(PAGE));
            JsonNode page = client.cases().cases(waiting, cursor);
            boolean news = false;
            for (JsonNode item : page.get("items")) {
                CaseNumber number = new CaseNumber(
                        item.get("district").stringValue(), item.get("number").stringValue());
                if (!answered.contains(number)) {
                    news = true;
                    spoken += attend(number) ? 1 : 0;
                }
            }
            cursor = news ? page.path("next").stringValue("") : "";
        } while (!cursor.isEmpty());
        return spoken;
    }

    /** Speaks about the case, when the time has come. */
    private boolean attend(CaseNumber number) {
        long now = System.nanoTime();
        boolean early = now - seen.computeIfAbsent(number, any -> now)
                < behaviour.delay().toNanos();
        if (early || chance.nextInt(HUNDRED) < behaviour.failures()) {
            return false;
        }
        JsonNode facts = client.cases().caseFacts(number);
        byte[] appliedFor = Base64.getDecoder().decode(facts.get("appliedFor").stringValue());
        List<Fact> asked = new ArrayList<>();
        for (JsonNode item : facts.get("items")) {
            if (item.get("role").stringValue().equals(department.role()) && !hasSpoken(item)) {
                Fact fact = Fact.of(
                        item.get("fact").stringValue(), item.get("about").stringValue(), true);
                asked.add(fact.about().equals(number.stateKey()) ? fact.boundTo(appliedFor, key.suite()) : fact);
            }
        }
        if (!asked.isEmpty()) {
            if (behaviour.contradicts(number.number())) {
                second.ifPresent(other ->
                        say(other, number, asked.stream().map(Fact::denied).toList()));
            }
            say(key, number, asked);
        }
        answered.add(number);
        seen.remove(number);
        return !asked.isEmpty();
    }

    private boolean hasSpoken(JsonNode item) {
        return item.get("statements")
                .valueStream()
                .anyMatch(said -> said.get("organisation").stringValue().equals(department.organisation()));
    }

    private void say(Signer signer, CaseNumber number, List<Fact> facts) {
        List<MapValue> commands = facts.stream().map(Fact::command).toList();
        Decided decided = client.submit(client.draft(signer.publicKey(), client.contractVersion(), 0, commands)
                .signedBy(signer));
        if (!decided.isAccepted()) {
            throw new IllegalStateException("the chain refused the word of " + department.label() + " about "
                    + number.number() + ": "
                    + decided.commands().getFirst().decision().get("code").asText());
        }
    }

    /** Looks again and again until the thread is interrupted; what fails is said and tried again. */
    public void work(Duration pause) throws InterruptedException {
        while (true) {
            try {
                look();
            } catch (ClientException e) {
                System.err.println(department.label() + ": " + e.getMessage());
            }
            Thread.sleep(pause);
        }
    }
}
