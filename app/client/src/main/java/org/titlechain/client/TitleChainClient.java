package org.titlechain.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes to a chain through one of its nodes. Whom to trust comes from a trust file that the caller got from elsewhere,
 * never from the node. Any thread may use it.
 */
public final class TitleChainClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final URI node;
    private final String token;
    private final TrustedMembers trust;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();
    private final JsonMapper json = new JsonMapper();

    /**
     * A client.
     *
     * @param node the node's address, such as {@code http://127.0.0.1:8420}
     * @param token an API token
     * @param trust whom to trust
     */
    public TitleChainClient(URI node, String token, TrustedMembers trust) {
        this.node = node;
        this.token = token;
        this.trust = trust;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
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
     * Submits the entry and gives its proven decision. Submitting it again has no second effect.
     *
     * @throws Refused when it is certainly not on the ledger and never will be as it is
     * @throws NotSubmitted when it is certainly not on the ledger and may be submitted again
     * @throws OutcomeUnknown when only submitting it again can tell
     * @throws NotProven when the answer does not prove what it says
     */
    public Decided submit(Entry entry) {
        return decided(
                entry,
                send(request("/entries")
                        .header("Content-Type", "application/vnd.titlechain.entry")
                        .POST(BodyPublishers.ofByteArray(entry.bytes()))
                        .build()));
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

    /** The proven decision on an entry that was submitted before; empty when the node does not know it. */
    public Optional<Decided> outcome(Entry entry) {
        try {
            return Optional.of(decided(
                    entry, send(request("/entries/" + entry.idText()).GET().build())));
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
            for (JsonNode receipt : json.readTree(answer).path("receipts")) {
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

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.resolve("/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest request) {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new NotSubmitted("the node was not reached");
        } catch (HttpTimeoutException e) {
            throw new OutcomeUnknown("the node did not answer in time");
        } catch (IOException e) {
            throw new OutcomeUnknown("the connection broke");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown("interrupted");
        }
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw refusal(response);
    }

    private ClientException refusal(HttpResponse<byte[]> response) {
        String code;
        String detail;
        try {
            JsonNode problem = json.readTree(response.body());
            code = problem.path("code").asString("");
            detail = problem.path("detail").asString("");
        } catch (JacksonException e) {
            code = "";
            detail = "";
        }
        return switch (code) {
            case "OUTCOME_UNKNOWN", "INTERNAL", "" ->
                response.statusCode() / 100 == 4
                        ? new Refused(response.statusCode(), code, detail)
                        : new OutcomeUnknown(response.statusCode() + " " + code);
            case "OVERLOADED", "STORAGE_FULL", "NODE_STOPPED", "TOO_MANY_REQUESTS" -> new NotSubmitted(code);
            default -> new Refused(response.statusCode(), code, detail);
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
