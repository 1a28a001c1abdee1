package org.titlechain.server.members;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.kernel.Ledger;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.SplitView;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;

/**
 * Asks a witness for its word and judges it by its key, this node's own ledger and the members' keys: nothing of it is
 * believed, and every answer is bounded in size and time.
 */
public final class WitnessLink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long LARGEST_ANSWER = 1L << 20;
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Ledger ledger;

    public WitnessLink(Ledger ledger) {
        this.ledger = ledger;
    }

    /** How a witness's word stands to this node's ledger. */
    public enum State {
        /** What it cosigned last is a checkpoint of this node. */
        FOLLOWS("follows"),
        /** It answers, and has cosigned nothing so far. */
        WAITING("waiting"),
        /** What it cosigned last is above this node's height. */
        AHEAD("ahead"),
        /** It cosigned another checkpoint than this node's at the height, and no member signed that. */
        CONTRADICTS("contradicts"),
        /** Members signed two heads that contradict each other: two that it shows, or its own and this node's. */
        SPLIT_VIEW("split-view"),
        /** What it says is not signed by its key, or its evidence proves nothing. */
        NOT_PROVEN("not-proven"),
        /** It does not answer. */
        UNREACHABLE("unreachable");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * A witness's word.
     *
     * @param cosigned what it cosigned last, when that is proven to be its word
     * @param evidence the split view, when it is proven
     */
    public record Word(State state, Optional<Checkpoint> cosigned, Optional<SplitView> evidence) {
        static Word of(State state) {
            return new Word(state, Optional.empty(), Optional.empty());
        }
    }

    /** Asks once; waits some seconds at most. Any thread may ask. */
    public Word ask(WitnessLines.Line witness) {
        try {
            HttpResponse<byte[]> answer = get(witness, "/checkpoint");
            return switch (answer.statusCode()) {
                case OK -> judged(witness, new String(answer.body(), StandardCharsets.UTF_8));
                case NOT_FOUND -> Word.of(State.WAITING);
                case CONFLICT -> evidence(get(witness, "/evidence"));
                default -> Word.of(State.NOT_PROVEN);
            };
        } catch (IOException e) {
            return Word.of(State.UNREACHABLE);
        } catch (CodecException e) {
            return Word.of(State.NOT_PROVEN);
        }
    }

    private Word judged(WitnessLines.Line witness, String text) {
        TrustedMembers members = ledger.cosigners();
        List<TrustedMembers.Member> signers = new ArrayList<>(members.members());
        signers.add(new TrustedMembers.Member(witness.name(), witness.keyBytes()));
        TrustedMembers together = new TrustedMembers(members.chain(), members.suite(), 1, signers);
        if (!(Verifier.check(text, together) instanceof Verifier.Signed)
                || !Checkpoint.parse(text).signers().contains(witness.name())) {
            return Word.of(State.NOT_PROVEN);
        }
        Checkpoint cosigned = Checkpoint.parse(text).checkpoint();
        Optional<String> own = ledger.checkpoint(cosigned.height());
        if (own.isEmpty()) {
            return new Word(State.AHEAD, Optional.of(cosigned), Optional.empty());
        }
        if (!Checkpoint.parse(own.get()).checkpoint().contradicts(cosigned)) {
            return new Word(State.FOLLOWS, Optional.of(cosigned), Optional.empty());
        }
        Optional<SplitView> evidence = membersHead(text, witness.name())
                .flatMap(head -> SplitView.between(own.get(), head))
                .filter(this::isProven);
        return new Word(evidence.isPresent() ? State.SPLIT_VIEW : State.CONTRADICTS, Optional.of(cosigned), evidence);
    }

    /** The head without the witness's line, which the members' keys do not cover; empty when nobody else signed it. */
    private static Optional<String> membersHead(String text, String witness) {
        Checkpoint.Signed signed = Checkpoint.parse(text);
        List<Checkpoint.SignatureLine> lines = signed.signatures().stream()
                .filter(line -> !line.member().equals(witness))
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new Checkpoint.Signed(signed.checkpoint(), lines).text());
    }

    private Word evidence(HttpResponse<byte[]> answer) {
        SplitView evidence = SplitView.decode(answer.body());
        return isProven(evidence)
                ? new Word(State.SPLIT_VIEW, Optional.empty(), Optional.of(evidence))
                : Word.of(State.NOT_PROVEN);
    }

    /** One member's signatures under both heads are enough. */
    private boolean isProven(SplitView evidence) {
        TrustedMembers members = ledger.cosigners();
        TrustedMembers any = members.anyOne();
        return Verifier.verify(evidence, any).isValid();
    }

    private HttpResponse<byte[]> get(WitnessLines.Line witness, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(witness.address() + path))
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            return client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
