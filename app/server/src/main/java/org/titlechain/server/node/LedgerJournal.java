package org.titlechain.server.node;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger;
import org.titlechain.vault.AccessJournal;

/**
 * Writes who looks at personal data, and why, on the ledger before it is shown: one {@code access.view} command for
 * each subject, all of one request in one entry. Returns when the entry is final and accepted.
 */
public final class LedgerJournal implements AccessJournal {
    private static final Pattern REFERENCE = Pattern.compile("[0-9a-f]{64}");

    private final Submissions submissions;
    private final Signer signer;

    public LedgerJournal(Submissions submissions, Signer signer) {
        this.submissions = submissions;
        this.signer = signer;
    }

    @Override
    public void record(AccessView view) throws Exception {
        List<MapValue> commands = new ArrayList<>();
        for (String subject : view.subjects()) {
            commands.add(Value.map()
                    .put("type", "access.view")
                    .put("actor", view.request().actor())
                    .put("subject", subject(subject))
                    .put("purpose", view.request().purpose())
                    .put("fields", Value.texts(view.fields()))
                    .put("grounds", view.request().grounds())
                    .build());
        }
        if (commands.isEmpty()) {
            return;
        }
        Ledger.Outcome outcome = submissions.submit(signer, commands);
        for (Ledger.Leaf leaf : outcome.leaves()) {
            if (!leaf.map().get("decision").asMap().get("accepted").asBoolean()) {
                throw new IllegalStateException("the record of a view was refused");
            }
        }
    }

    private static Value subject(String subject) {
        return REFERENCE.matcher(subject).matches() ? Value.of(HexFormat.of().parseHex(subject)) : Value.of(subject);
    }
}
