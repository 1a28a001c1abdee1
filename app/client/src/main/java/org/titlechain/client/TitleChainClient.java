package org.titlechain.client;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.titlechain.client.ClientException.NotProven;
import org.titlechain.client.ClientException.NotSubmitted;
import org.titlechain.client.ClientException.OutcomeUnknown;
import org.titlechain.client.ClientException.Refused;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Proven;
import org.titlechain.proof.Receipt;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Writes to a chain through one of its nodes, or through several: entries, their outcomes and the register are asked of
 * whichever answers, the one that answered last first. Cases, rule packs and entitlements stay with the first node,
 * where their personal data belongs. Whom to trust comes from a trust file that the caller got from elsewhere, never
 * from a node. Any thread may use it.
 */
public final class TitleChainClient implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final TrustedMembers trust;
    private final NodeLinks links;
    private final SecureRandom random = new SecureRandom();

    /**
     * A client.
     *
     * @param node the node's address, such as {@code http://127.0.0.1:8420}
     * @param token an API token
     * @param trust whom to trust
     */
    public TitleChainClient(URI node, String token, TrustedMembers trust) {
        this(List.of(new NodeAccess(node, token)), trust);
    }

    /**
     * A client that goes on with the next node where one does not answer.
     *
     * @param nodes nodes of the same chain, the caller's own first; at least one
     * @param trust whom to trust
     */
    public TitleChainClient(List<NodeAccess> nodes, TrustedMembers trust) {
        this.trust = trust;
        this.links = new NodeLinks(nodes);
    }

    /** Cases that are handled at the node's office. */
    public Cases cases() {
        return new Cases(links.home(), trust);
    }

    /** Rule packs. */
    public RulePacks rulePacks() {
        return new RulePacks(links.home(), trust);
    }

    /** Keys on the chain, tokens at the node. */
    public Entitlements entitlements() {
        return new Entitlements(links.home(), trust);
    }

    /** Units, as they can be read and proven. */
    public Register register() {
        return new Register(links);
    }

    /** The contract version that the next block is decided by: what a draft that is made now is for. */
    public long contractVersion() {
        return links.ask(link -> link.json("/health")).path("contract").asLong(0);
    }

    /** Contracts, as they can be read. */
    public Contracts contracts() {
        return new Contracts(links.home());
    }

    /**
     * Begins an entry with a nonce of its own: two drafts of the same commands are two entries. Keep the draft, or the
     * entry, until its outcome is known.
     *
     * @param publicKey the key that will sign
     * @param contractVersion the contract version that the commands are built for
     * @param expires the last block time in ms at which it may take effect; 0 for no limit
     */
    public Draft draft(byte[] publicKey, long contractVersion, long expires, List<MapValue> commands) {
        byte[] nonce = new byte[16];
        random.nextBytes(nonce);
        return new Draft(
                trust.suite(), new Entry.Body(trust.chain(), publicKey, nonce, expires, contractVersion, commands));
    }

    /**
     * Submits the entry and gives its proven decision. Submitting it again has no second effect, at whichever node.
     *
     * @throws Refused when it is certainly not on the ledger and never will be as it is
     * @throws NotSubmitted when it is certainly not on the ledger and may be submitted again
     * @throws OutcomeUnknown when only submitting it again can tell
     * @throws NotProven when the answer does not prove what it says
     */
    public Decided submit(Entry entry) {
        return decided(
                entry, links.ask(link -> link.post("/entries", "application/vnd.titlechain.entry", entry.bytes())));
    }

    /** Submits again and again, as long as that can help and the patience lasts. */
    public Decided submitPatiently(Entry entry, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return submit(entry);
            } catch (NotSubmitted | OutcomeUnknown e) {
                if (System.nanoTime() + PAUSE.toNanos() > end) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** The proven decision on an entry that was submitted before; empty when the node that answers does not know it. */
    public Optional<Decided> outcome(Entry entry) {
        try {
            return Optional.of(decided(entry, links.ask(link -> link.get("/entries/" + entry.idText()))));
        } catch (Refused e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Decided decided(Entry entry, byte[] answer) {
        List<Decided.Command> commands = new ArrayList<>();
        try {
            for (JsonNode receipt : NodeLink.read(answer).path("receipts")) {
                commands.add(verified(entry, Base64.getDecoder().decode(receipt.asString())));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new NotProven("the answer is not what the interface describes");
        }
        if (commands.isEmpty()) {
            throw new NotProven("the answer holds no receipt");
        }
        return new Decided(entry.idText(), commands);
    }

    private Decided.Command verified(Entry entry, byte[] receipt) {
        Verdict verdict = Verifier.verifyFile(receipt, trust);
        if (!(verdict instanceof Verdict.Valid(Proven.Recorded recorded))) {
            throw new NotProven(verdict.english());
        }
        if (!Arrays.equals(recorded.entry(), entry.id())) {
            throw new NotProven("the receipt is that of another entry");
        }
        MapValue leaf = CanonicalDecoder.decode(Receipt.decode(receipt).leaf()).asMap();
        return new Decided.Command(recorded, leaf.get("decision").asMap(), receipt);
    }

    @Override
    public void close() {
        links.close();
    }
}
