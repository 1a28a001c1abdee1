package org.titlechain.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.titlechain.crypto.SignatureScheme;
import org.titlechain.crypto.SignatureScheme.SignedMessage;
import org.titlechain.ledger.Entry;

/** Verifies the signatures of many entries in one call, on two threads when they are many. */
final class Signatures {
    private static final int WORTH_A_SECOND_THREAD = 64;

    private final SignatureScheme scheme;

    Signatures(SignatureScheme scheme) {
        this.scheme = scheme;
    }

    boolean[] verify(List<Entry> entries) {
        List<SignedMessage> messages = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            messages.add(new SignedMessage(entry.body().publicKey(), entry.signedBytes(), entry.signature()));
        }
        int half = messages.size() / 2;
        if (messages.size() < WORTH_A_SECOND_THREAD) {
            return scheme.verifyAll(messages);
        }
        CompletableFuture<boolean[]> second =
                CompletableFuture.supplyAsync(() -> scheme.verifyAll(messages.subList(half, messages.size())));
        boolean[] first = scheme.verifyAll(messages.subList(0, half));
        boolean[] verdicts = java.util.Arrays.copyOf(first, messages.size());
        System.arraycopy(second.join(), 0, verdicts, half, messages.size() - half);
        return verdicts;
    }
}
